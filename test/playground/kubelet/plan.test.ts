import {expect, test} from 'vitest';
import {backoffUntil, nextBackoff} from '../../../src/playground/kubelet/backoff.ts';
import type {ContainerRecord} from '../../../src/playground/kubelet/container-record.ts';
import {goDuration} from '../../../src/playground/kubelet/go-duration.ts';
import {planPod, type PodView} from '../../../src/playground/kubelet/plan.ts';
import {formatLines} from '../../../src/playground/kubelet/logs/format-lines.ts';

test('the back-off is 10 s, doubles to 300 s, and is forgotten after ten minutes', () => {
	let backoff = nextBackoff(undefined, 0, 0);
	const delays = [backoff.delay];
	for (let tries = 0; tries < 6; tries++) {
		backoff = nextBackoff(backoff, 0, 0);
		delays.push(backoff.delay);
	}

	expect(delays).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
	expect(backoffUntil({delay: 10_000, updatedAt: 0}, 1000, 2000)).toBe(11_000);
	expect(backoffUntil({delay: 10_000, updatedAt: 0}, 1000, 11_000)).toBeUndefined();
	expect(backoffUntil({delay: 300_000, updatedAt: 0}, 600_001, 600_002)).toBeUndefined();
	expect(nextBackoff({delay: 300_000, updatedAt: 0}, 600_001, 600_002).delay).toBe(10_000);
});

test('durations are written as Go writes them', () => {
	expect([0, 12, 10_000, 1500, 160_000, 300_000, 3_600_000].map(goDuration)).toEqual([
		'0s',
		'12ms',
		'10s',
		'1.5s',
		'2m40s',
		'5m0s',
		'1h0m0s',
	]);
});

test('volumes come before the sandbox, the sandbox before containers', () => {
	const base = view([record('c', 'main')]);
	expect(types({...base, volumes: 'due', sandbox: 'absent'})).toEqual(['mount']);
	expect(planPod({...base, volumes: 'due', mountAt: 500}, 100)).toEqual({steps: [], wakeAt: 500});
	expect(types({...base, sandbox: 'absent'})).toEqual(['createSandbox']);
	expect(types(base)).toEqual(['start']);
});

test('a plan waits for the end of a back-off and says once that it does', () => {
	const crashed = ended('c', 'main', 1, 1000);
	crashed.restart = {delay: 10_000, updatedAt: 900};
	expect(planPod(view([crashed]), 2000)).toEqual({
		steps: [{type: 'backOff', record: crashed, delay: 10_000}],
		wakeAt: 11_000,
	});
	crashed.waiting = {reason: 'CrashLoopBackOff'};
	expect(planPod(view([crashed]), 2000)).toEqual({steps: [], wakeAt: 11_000});
	expect(types(view([crashed]), 11_000)).toEqual(['start']);
});

test('a Pod that is over ends its sandbox and nothing else; a deleted one is removed at last', () => {
	const done = ended('c', 'main', 0, 1000);
	const over: PodView = {...view([done]), restartPolicy: 'OnFailure'};
	expect(types(over)).toEqual(['stopSandbox']);
	expect(types({...over, sandbox: 'absent'})).toEqual([]);
	expect(types({...over, sandbox: 'absent', ending: 'deleted'})).toEqual(['remove']);
});

test('a partial line of a log is joined to the next', () => {
	const format = formatLines({timestamps: true});
	expect(format(Buffer.from('T1 stdout P ab\n')).toString()).toBe('T1 ab');
	expect(format(Buffer.from('T2 stdout F cd\nT3 stderr F \n')).toString()).toBe('cd\nT3 \n');
});

function types(podView: PodView, now = 0): string[] {
	return planPod(podView, now).steps.map(({type}) => type);
}

function view(records: ContainerRecord[]): PodView {
	return {
		restartPolicy: 'Always',
		ending: 'no',
		volumes: 'mounted',
		mountAt: 0,
		sandbox: 'ready',
		sandboxAt: 0,
		records,
	};
}

function record(name: string, role: ContainerRecord['role']): ContainerRecord {
	const spec = {name, image: 'i'} as ContainerRecord['spec'];
	return {spec, role, attempt: -1, state: {kind: 'none'}};
}

function ended(
	name: string,
	role: ContainerRecord['role'],
	exitCode: number,
	finishedAt: number,
): ContainerRecord {
	return {...record(name, role), attempt: 0, state: {kind: 'terminated', finishedAt, terminated: {exitCode}}};
}
