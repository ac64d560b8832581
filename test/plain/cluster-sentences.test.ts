import {expect, test} from 'vitest';
import type {ClusterPicture} from '../../src/engine/workshop-events.ts';
import {clusterSentences} from '../../src/plain/cluster-sentences.ts';

const member = (pod: string, role: 'primary' | 'standby' | 'unknown', rest = {}) => ({
	pod,
	role,
	state: undefined,
	syncState: undefined,
	lagBytes: undefined,
	...rest,
});

const running: ClusterPicture = {
	state: 'running',
	message: 'The playground runs.',
	nodes: [
		{name: 'control-plane', isControlPlane: true, ready: true, unschedulable: false},
		{name: 'worker', isControlPlane: false, ready: false, unschedulable: true},
	],
	pods: [
		{
			namespace: 'postgres',
			name: 'postgres-2',
			uid: '1',
			node: undefined,
			status: 'Pending',
			readyContainers: 0,
			containers: 1,
			isReady: false,
			restarts: 2,
			createdAt: 0,
			message: 'No node has room.',
			isDatabase: true,
		},
	],
	claims: [{name: 'data-0', phase: 'Bound', capacity: '2Gi', volume: 'pvc-1', pods: ['postgres-0']}],
	members: [
		member('postgres-0', 'primary'),
		member('postgres-1', 'standby', {state: 'streaming', syncState: 'sync', lagBytes: 2048}),
		member('postgres-2', 'standby'),
		member('postgres-3', 'unknown'),
	],
	waitingCommits: 1,
};

test('the cluster and its replication are told in sentences', () => {
	expect(clusterSentences(running, 'en')).toEqual([
		'Cluster: The playground runs.',
		'postgres-0 is the primary.',
		'postgres-1 is a standby: streaming, sync, 2.0 kB behind.',
		'postgres-2 is a standby that the primary does not know.',
		'postgres-3 does not answer.',
		'1 commit waits for a standby.',
		'Node control-plane, the control plane, is ready.',
		'Node worker is not ready and takes no new Pods.',
		'Pod postgres-2, on no node yet: Pending, ready 0/1, 2 restarts. No node has room.',
		'1 claim, 1 bound.',
		'Claim data-0 is Bound, 2Gi, used by postgres-0.',
	]);
	expect(clusterSentences(running, 'ja').slice(1, 3)).toEqual([
		'プライマリは postgres-0 です。',
		'postgres-1 はスタンバイです: streaming、sync、遅れ 2.0 kB。',
	]);
});

test('a cluster that is not there is one sentence', () => {
	const absent: ClusterPicture = {...running, state: 'absent', message: 'There is no playground.'};
	expect(clusterSentences(absent, 'en')).toEqual(['Cluster: There is no playground.']);
});
