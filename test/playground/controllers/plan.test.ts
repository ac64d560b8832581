import {describe, expect, it} from 'vitest';
import {type Action, planStatefulSet} from '../../../src/playground/controllers/statefulset/plan.ts';
import type {Pod, StatefulSet} from '../../../src/playground/kinds/objects.ts';

const NOW = Date.UTC(2030, 0, 1, 0, 0, 10);

describe('the plan of a StatefulSet', () => {
	it('takes one step at a time, in order', () => {
		expect(steps(set({replicas: 3}), [])).toEqual(['create 0']);
		expect(steps(set({replicas: 3}), [member(0)])).toEqual(['create 1']);
		expect(steps(set({replicas: 3}), [member(0, {ready: false})])).toEqual([]);
		expect(steps(set({replicas: 3}), [member(0, {terminating: true})])).toEqual([]);
		expect(steps(set({replicas: 3}), [member(1)])).toEqual(['create 0']);
	});

	it('takes every step at once when it is Parallel', () => {
		const parallel = {podManagementPolicy: 'Parallel' as const};
		expect(steps(set({replicas: 2, ...parallel}), [])).toEqual(['create 0', 'create 1']);
		expect(steps(set({replicas: 0, ...parallel}), [member(0), member(1, {ready: false})])).toEqual([
			'delete 1',
			'delete 0',
		]);
	});

	it('counts ordinals from where it is told to', () => {
		expect(steps(set({replicas: 1, ordinals: {start: 5}}), [])).toEqual(['create 5']);
		expect(steps(set({replicas: 1, ordinals: {start: 5}}), [member(0), member(5)])).toEqual(['delete 0']);
	});

	it('ends no member while a lower one is not well, unless it is the one that is not', () => {
		const two = set({replicas: 1});
		expect(steps(two, [member(0), member(1), member(2)])).toEqual(['delete 2']);
		expect(steps(two, [member(0), member(1), member(2, {ready: false})])).toEqual(['delete 2']);
		expect(steps(two, [member(0), member(1, {ready: false}), member(2, {ready: false})])).toEqual([]);
		expect(steps(two, [member(0), member(1), member(2, {terminating: true})])).toEqual([]);
	});

	it('waits until a member was ready for minReadySeconds, and says when to look again', () => {
		const slow = set({replicas: 2, minReadySeconds: 30});
		const plan = planStatefulSet({set: slow, pods: [member(0)], update: 'new', now: NOW});
		expect(plan.actions).toEqual([]);
		expect(plan.again).toBe(20_000);
		const later = planStatefulSet({set: slow, pods: [member(0)], update: 'new', now: NOW + 20_000});
		expect(later.actions.map(text)).toEqual(['create 1']);
	});

	it('rolls out from the top, down to the partition', () => {
		const old = {revision: 'old'};
		const three = [member(0, old), member(1, old), member(2, old)];
		expect(steps(set({replicas: 3}), three)).toEqual(['delete 2']);
		expect(steps(set({replicas: 3}), [member(0, old), member(1, old), member(2)])).toEqual(['delete 1']);
		expect(steps(rolling({partition: 2}, 3), [member(0, old), member(1, old), member(2)])).toEqual([]);
		expect(steps(rolling({partition: 0, maxUnavailable: 2}, 3), three)).toEqual(['delete 2', 'delete 1']);
		expect(steps(rolling({partition: 0, maxUnavailable: '50%'}, 3), three)).toEqual(['delete 2', 'delete 1']);
		expect(steps(set({replicas: 3, updateStrategy: {type: 'OnDelete'}}), three)).toEqual([]);
	});

	it('makes a member below the partition anew at its old revision', () => {
		const plan = planStatefulSet({set: rolling({partition: 1}, 2), pods: [], update: 'new', now: NOW});
		expect(plan.actions).toEqual([{do: 'create', ordinal: 0, revision: 'current'}]);
	});

	it('replaces what has ended, and puts back labels that were taken', () => {
		expect(steps(set({replicas: 1}), [member(0, {phase: 'Failed'})])).toEqual(['delete 0']);
		expect(steps(set({replicas: 1}), [member(0, {phase: 'Succeeded', terminating: true})])).toEqual([]);
		const pod = member(0);
		delete pod.metadata.labels!['statefulset.kubernetes.io/pod-name'];
		expect(planStatefulSet({set: set({replicas: 1}), pods: [pod], update: 'new', now: NOW}).actions).toEqual([
			{do: 'label', pod, labels: {'statefulset.kubernetes.io/pod-name': 'web-0'}},
		]);
	});

	it('does nothing while the set is being deleted', () => {
		const deleted = set({replicas: 3});
		deleted.metadata.deletionTimestamp = '2030-01-01T00:00:00Z';
		expect(steps(deleted, [member(0)])).toEqual([]);
	});
});

function set(spec: Partial<StatefulSet['spec']>): StatefulSet {
	return {
		metadata: {name: 'web', namespace: 'rec', uid: '1'},
		spec: {
			podManagementPolicy: 'OrderedReady',
			updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 0}},
			...spec,
		},
		status: {},
	} as StatefulSet;
}

function rolling(
	rollingUpdate: {partition: number; maxUnavailable?: number | string},
	replicas: number,
): StatefulSet {
	return set({replicas, updateStrategy: {type: 'RollingUpdate', rollingUpdate}});
}

function member(
	ordinal: number,
	options: {ready?: boolean; terminating?: boolean; revision?: string; phase?: string} = {},
): Pod {
	const {ready = true, terminating = false, revision = 'new', phase = 'Running'} = options;
	return {
		metadata: {
			name: `web-${ordinal}`,
			labels: {
				'apps.kubernetes.io/pod-index': String(ordinal),
				'statefulset.kubernetes.io/pod-name': `web-${ordinal}`,
				'controller-revision-hash': revision,
			},
			...(terminating ? {deletionTimestamp: '2030-01-01T00:00:00Z'} : {}),
		},
		spec: {},
		status: {
			phase,
			conditions: [
				{type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2030-01-01T00:00:00Z'},
			],
		},
	} as unknown as Pod;
}

function steps(of: StatefulSet, pods: Pod[]): string[] {
	return planStatefulSet({set: of, pods, update: 'new', now: NOW}).actions.map(text);
}

function text(action: Action): string {
	return `${action.do} ${'ordinal' in action ? action.ordinal : action.pod.metadata.name.slice('web-'.length)}`;
}
