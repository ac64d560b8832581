import {expect, test} from 'vitest';
import {summarizePod, waitingMessage, type Pod} from '../../../src/engine/cluster/pod-status.ts';

type Status = NonNullable<Pod['status']>;

function pod(status: Status, more: {spec?: Pod['spec']; deleted?: boolean} = {}): Pod {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'one', ...(more.deleted === true && {deletionTimestamp: '2030-01-01T00:00:00Z'})},
		spec: {containers: [{}], ...more.spec},
		status,
	};
}

const running = {name: 'main', ready: true, restartCount: 1, state: {running: {}}};
const twoInits = {initContainers: [{name: 'a'}, {name: 'b'}]};
const through = {name: 'a', restartCount: 1, state: {terminated: {exitCode: 0, reason: 'Completed'}}};
const sidecar = {initContainers: [{name: 'proxy', restartPolicy: 'Always'}]};

// What kubectl get pods shows, as READY STATUS RESTARTS.
test.each<[string, Pod]>([
	['0/1 Pending 0', pod({phase: 'Pending'})],
	[
		'0/1 SchedulingGated 0',
		pod({phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason: 'SchedulingGated'}]}),
	],
	['1/1 Running 1', pod({phase: 'Running', containerStatuses: [running]})],
	['0/1 Running 1', pod({phase: 'Running', containerStatuses: [{...running, ready: false}]})],
	[
		'0/1 ContainerCreating 0',
		pod({
			phase: 'Pending',
			containerStatuses: [{name: 'main', state: {waiting: {reason: 'ContainerCreating'}}}],
		}),
	],
	[
		'0/1 CrashLoopBackOff 4',
		pod({
			phase: 'Running',
			containerStatuses: [{name: 'main', restartCount: 4, state: {waiting: {reason: 'CrashLoopBackOff'}}}],
		}),
	],
	[
		'0/1 Completed 0',
		pod({
			phase: 'Succeeded',
			containerStatuses: [{name: 'main', state: {terminated: {exitCode: 0, reason: 'Completed'}}}],
		}),
	],
	[
		'0/1 ExitCode:3 0',
		pod({phase: 'Failed', containerStatuses: [{name: 'main', state: {terminated: {exitCode: 3}}}]}),
	],
	[
		'0/1 Signal:9 0',
		pod({
			phase: 'Failed',
			containerStatuses: [{name: 'main', state: {terminated: {exitCode: 137, signal: 9}}}],
		}),
	],
	['1/1 Terminating 1', pod({phase: 'Running', containerStatuses: [running]}, {deleted: true})],
	[
		'0/1 Completed 0',
		pod(
			{
				phase: 'Succeeded',
				containerStatuses: [{name: 'main', state: {terminated: {exitCode: 0, reason: 'Completed'}}}],
			},
			{deleted: true},
		),
	],
	[
		'1/1 Unknown 1',
		pod({phase: 'Running', reason: 'NodeLost', containerStatuses: [running]}, {deleted: true}),
	],
	['0/1 Evicted 0', pod({phase: 'Failed', reason: 'Evicted'})],
	[
		'0/1 Init:0/2 0',
		pod(
			{phase: 'Pending', initContainerStatuses: [{name: 'a', state: {waiting: {reason: 'PodInitializing'}}}]},
			{spec: twoInits},
		),
	],
	[
		'0/1 Init:1/2 1',
		pod(
			{phase: 'Pending', initContainerStatuses: [through, {name: 'b', state: {running: {}}}]},
			{spec: twoInits},
		),
	],
	[
		'0/1 Init:Error 1',
		pod(
			{
				phase: 'Pending',
				initContainerStatuses: [through, {name: 'b', state: {terminated: {exitCode: 1, reason: 'Error'}}}],
			},
			{spec: twoInits},
		),
	],
	[
		'0/1 Init:CrashLoopBackOff 3',
		pod(
			{
				phase: 'Pending',
				initContainerStatuses: [{name: 'a', restartCount: 3, state: {waiting: {reason: 'CrashLoopBackOff'}}}],
			},
			{spec: twoInits},
		),
	],
	[
		'0/1 PodInitializing 0',
		pod(
			{
				phase: 'Pending',
				initContainerStatuses: [through],
				containerStatuses: [{name: 'main', state: {waiting: {reason: 'PodInitializing'}}}],
			},
			{spec: {initContainers: [{name: 'a'}]}},
		),
	],
	[
		'2/2 Running 1',
		pod(
			{
				phase: 'Running',
				initContainerStatuses: [{name: 'proxy', ready: true, started: true, state: {running: {}}}],
				containerStatuses: [running],
			},
			{spec: sidecar},
		),
	],
])('kubectl shows %s', (shown, one) => {
	const {status, readyContainers, containers, restarts} = summarizePod(one);
	expect(`${readyContainers}/${containers} ${status} ${restarts}`).toBe(shown);
});

test('a Pod that waits says why in the words of its container, or of the scheduler', () => {
	const waiting = {reason: 'CrashLoopBackOff', message: 'back-off 10s'};
	expect(waitingMessage(pod({containerStatuses: [{name: 'main', state: {waiting}}]}))).toBe('back-off 10s');
	const condition = {type: 'PodScheduled', status: 'False', message: '0/4 nodes are available'};
	expect(waitingMessage(pod({conditions: [condition]}))).toBe('0/4 nodes are available');
	expect(waitingMessage(pod({containerStatuses: [running]}))).toBeUndefined();
});
