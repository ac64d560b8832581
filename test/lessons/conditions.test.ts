import {expect, test} from 'vitest';
import {compileCondition} from '../../src/lesson/cel.ts';
import type {Check} from '../../src/lesson/types.ts';
import {checkOf, everyCheck} from './course.ts';

test('no condition of the course holds where nothing is', () => {
	const holding = everyCheck().flatMap(({place, check}) => {
		const expectation = check.probe.type === 'get' ? check.probe.expect : undefined;
		return expectation?.cel !== undefined && compileCondition(expectation.cel)([]) ? [place] : [];
	});
	expect(holding).toEqual([]);
});

test('three nodes that take Pods are enough, a tainted one does not count', () => {
	const holds = conditionOf(checkOf('cluster', 'connect', 'three-nodes'));
	const worker = {spec: {}, status: {conditions: [{type: 'Ready', status: 'True'}]}};
	const controlPlane = {...worker, spec: {taints: [{effect: 'NoSchedule'}]}};
	const cordoned = {...worker, spec: {unschedulable: true}};
	expect(holds([worker, worker, worker, controlPlane])).toBe(true);
	expect(holds([worker, worker, controlPlane])).toBe(false);
	expect(holds([worker, worker, cordoned])).toBe(false);
});

test('the five namespaces must all be there', () => {
	const holds = conditionOf(checkOf('namespace', 'five', 'five-namespaces'));
	const names = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'local-path-storage'];
	const fresh = names.map((name) => ({metadata: {name}, status: {phase: 'Active'}}));
	expect(holds(fresh)).toBe(true);
	expect(holds(fresh.slice(1))).toBe(false);
});

test('a trust line for the network is seen', () => {
	const holds = conditionOf(checkOf('configmaps', 'files', 'no-trust'));
	const withRules = (rules: string) => [{data: {'pg_hba.conf': rules}}];
	expect(holds(withRules('local all all trust\nhost all all 10.0.0.0/8 scram-sha-256\n'))).toBe(true);
	expect(
		holds(
			withRules('local all all trust\nhost all all 10.0.0.0/8 trust\nhost all all ::1/128 scram-sha-256\n'),
		),
	).toBe(false);
});

test('a Service without endpoints has an empty slice, in each of the ways that a server writes it', () => {
	const holds = conditionOf(checkOf('service', 'clients', 'nobody-behind'));
	expect(holds([{endpoints: null}])).toBe(true);
	expect(holds([{endpoints: []}])).toBe(true);
	expect(holds([{}])).toBe(true);
	expect(holds([{endpoints: [{addresses: ['10.244.1.2']}]}])).toBe(false);
});

test('the missing claim is found in the words of the scheduler', () => {
	const holds = conditionOf(checkOf('storage', 'missing', 'not-scheduled'));
	const pending = (message: string) => [
		{status: {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', message}]}},
	];
	expect(
		holds(pending('0/4 nodes are available: persistentvolumeclaim "archives" not found. not found')),
	).toBe(true);
	expect(holds(pending('0/4 nodes are available: 4 Insufficient cpu.'))).toBe(false);
});

test('three members on three nodes, and no two on one', () => {
	const holds = conditionOf(checkOf('statefulset', 'members', 'three-nodes'));
	const on = (...nodes: string[]) => nodes.map((nodeName) => ({spec: {nodeName}}));
	expect(holds(on('worker', 'worker2', 'worker3'))).toBe(true);
	expect(holds(on('worker', 'worker2', 'worker2'))).toBe(false);
	expect(holds(on('worker', 'worker2'))).toBe(false);
});

test('a member made before postgres-0 was Ready is out of order', () => {
	const holds = conditionOf(checkOf('statefulset', 'members', 'in-order'));
	const members = (created: string) => [
		{
			metadata: {name: 'postgres-0', creationTimestamp: '2026-11-22T10:00:00Z'},
			status: {conditions: [{type: 'Ready', status: 'True', lastTransitionTime: '2026-11-22T10:00:03Z'}]},
		},
		{metadata: {name: 'postgres-1', creationTimestamp: created}, status: {}},
	];
	expect(holds(members('2026-11-22T10:00:03Z'))).toBe(true);
	expect(holds(members('2026-11-22T10:00:00Z'))).toBe(false);
});

test('the reader counts the Ready ones', () => {
	const three = conditionOf(checkOf('replication', 'services', 'three-readers'));
	const two = conditionOf(checkOf('replication', 'ready-is-not-replicating', 'out-of-reader'));
	const slice = (...ready: boolean[]) => [{endpoints: ready.map((one) => ({conditions: {ready: one}}))}];
	expect(three(slice(true, true, true))).toBe(true);
	expect(three(slice(true, true, false))).toBe(false);
	expect(two(slice(true, true, false))).toBe(true);
	expect(two(slice(true, true, true))).toBe(false);
});

test('an image that cannot be pulled ends the wait for the members, a Pod that starts does not', () => {
	const [pull] = checkOf('statefulset', 'members', 'ready').failFast;
	const holds = compileCondition(pull!.when);
	const waiting = (reason: string) => [{state: {waiting: {reason}}}];
	expect(holds([{status: {initContainerStatuses: waiting('ImagePullBackOff')}}])).toBe(true);
	expect(
		holds([
			{
				status: {
					initContainerStatuses: [{state: {terminated: {exitCode: 0}}}],
					containerStatuses: waiting('ImagePullBackOff'),
				},
			},
		]),
	).toBe(true);
	expect(holds([{status: {initContainerStatuses: waiting('PodInitializing')}}])).toBe(false);
	expect(holds([{status: {}}])).toBe(false);
});

test('a standby that runs but does not stream is explained', () => {
	const reasons = checkOf('statefulset', 'members', 'ready').whyNot.filter(({get}) => get === undefined);
	const standby = {
		status: {
			conditions: [{type: 'PodScheduled', status: 'True'}],
			initContainerStatuses: [
				{name: 'init-postgres', ready: true, restartCount: 0, state: {terminated: {exitCode: 0}}},
			],
			containerStatuses: [{started: true, ready: false, state: {running: {}}}],
		},
	};
	const holding = reasons.find(({when}) => compileCondition(when)([standby]));
	expect(holding?.say.en).toContain('does not stream from the primary');
});

function conditionOf({probe}: Check): (objects: readonly unknown[]) => boolean {
	if (probe.type !== 'get' || probe.expect.cel === undefined) {
		throw new Error('The check has no CEL condition.');
	}

	return compileCondition(probe.expect.cel);
}
