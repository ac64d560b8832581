import {describe, expect, it} from 'vitest';
import type {Registry} from '../../../src/playground/registry/types.ts';
import {startCluster} from '../controllers/cluster.ts';
import {createClaim, createPod, eventsAbout, turns, using} from '../controllers/objects.ts';

const NO_HELP =
	'no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.';
const WORKERS = ['postgres-cluster-worker', 'postgres-cluster-worker2', 'postgres-cluster-worker3'];

describe('the scheduler', () => {
	it('puts a Pod on a worker and says so', async () => {
		const {registry, until} = startCluster();
		createPod(registry, 'one');
		const pod = await until(
			() => registry.get('pods', 'rec', 'one').spec.nodeName && registry.get('pods', 'rec', 'one'),
		);
		expect(WORKERS).toContain(pod.spec.nodeName);
		expect(pod.status.conditions).toContainEqual(
			expect.objectContaining({type: 'PodScheduled', status: 'True'}),
		);
		await until(() => eventsAbout(registry, 'one').length > 0);
		expect(eventsAbout(registry, 'one')).toEqual([
			`Normal Scheduled: Successfully assigned rec/one to ${pod.spec.nodeName}`,
		]);
	});

	it('spreads Pods of one owner over the nodes', async () => {
		const {registry, until} = startCluster();
		const {uid} = registry.create('configmaps', 'rec', {metadata: {name: 'owner'}}).metadata;
		const ownerReferences = [{apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, controller: true}];
		for (const name of ['one', 'two', 'three']) {
			registry.create('pods', 'rec', {
				metadata: {name, ownerReferences},
				spec: {containers: [{name: 'c', image: 'x:1'}]},
			});
		}

		await until(() => placed(registry).every((node) => node !== undefined));
		expect(placed(registry).map(String).toSorted()).toEqual(WORKERS);
	});

	it('says why a Pod is too big, as kube-scheduler does', async () => {
		const {registry, until} = startCluster();
		createPod(registry, 'toobig', requesting({cpu: '100'}));
		const message = `0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu. ${NO_HELP}`;
		await until(() => eventsAbout(registry, 'toobig').length > 0);
		await turns();
		expect(eventsAbout(registry, 'toobig')).toEqual([`Warning FailedScheduling: ${message}`]);
		expect(registry.get('pods', 'rec', 'toobig').status).toMatchObject({
			phase: 'Pending',
			conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message}],
		});
	});

	it('says which claim is missing, and goes on when it is there', async () => {
		const {registry, until} = startCluster();
		createPod(registry, 'nopvc', using('archives'));
		await until(() => eventsAbout(registry, 'nopvc').length > 0);
		expect(eventsAbout(registry, 'nopvc')).toEqual([
			'Warning FailedScheduling: 0/4 nodes are available: persistentvolumeclaim "archives" not found. not found',
		]);
		createClaim(registry, 'archives');
		await until(() => registry.get('pods', 'rec', 'nopvc').spec.nodeName);
	});

	it('keeps Pods of one volume on its node, and waits when that is cordoned', async () => {
		const {registry, until} = startCluster();
		createClaim(registry, 'archives');
		createPod(registry, 'one', using('archives'));
		const node = await until(() => registry.get('pods', 'rec', 'one').spec.nodeName);
		createPod(registry, 'two', using('archives'));
		await until(() => registry.get('pods', 'rec', 'two').spec.nodeName === node);
		cordon(registry, node, true);
		await until(() => registry.get('nodes', undefined, node).spec.taints?.length === 1);
		createPod(registry, 'three', using('archives'));
		await until(() => eventsAbout(registry, 'three').length > 0);
		expect(eventsAbout(registry, 'three')).toEqual([
			`Warning FailedScheduling: 0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 node(s) didn't match PersistentVolume's node affinity. ${NO_HELP}`,
		]);
		cordon(registry, node, false);
		await until(() => registry.get('pods', 'rec', 'three').spec.nodeName === node);
		await until(() => !registry.get('nodes', undefined, node).spec.taints);
	});

	it('keeps Pods apart that want to be, and starts the next when one goes', async () => {
		const {registry, until} = startCluster();
		for (const name of ['a', 'b', 'c', 'd']) {
			createPod(registry, name, {affinity: {podAntiAffinity: apart}}, {app: 'db'});
		}

		const waiting = await until(() =>
			['a', 'b', 'c', 'd'].find((name) =>
				eventsAbout(registry, name).some((each) => each.includes('Failed')),
			),
		);
		expect(eventsAbout(registry, waiting)).toEqual([
			"Warning FailedScheduling: 0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.",
		]);
		registry.delete('pods', 'rec', waiting === 'a' ? 'b' : 'a');
		await until(() => registry.get('pods', 'rec', waiting).spec.nodeName);
		expect(new Set(placed(registry)).size).toBe(3);
	});

	it('honours selectors, tolerations and the room of a node', async () => {
		const {registry, until} = startCluster();
		const controlPlane = {'node-role.kubernetes.io/control-plane': ''};
		const tolerations = [{key: 'node-role.kubernetes.io/control-plane', operator: 'Exists'}];
		createPod(registry, 'cp', {nodeSelector: controlPlane, tolerations});
		await until(() => registry.get('pods', 'rec', 'cp').spec.nodeName === 'postgres-cluster-control-plane');
		createPod(registry, 'nowhere', {nodeSelector: {disk: 'ssd'}});
		await until(() => eventsAbout(registry, 'nowhere').length > 0);
		expect(eventsAbout(registry, 'nowhere')[0]).toContain(
			"0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match Pod's node affinity/selector.",
		);
		registry.modify('nodes', undefined, WORKERS[1]!, ({metadata}) => void (metadata.labels!['disk'] = 'ssd'));
		await until(() => registry.get('pods', 'rec', 'nowhere').spec.nodeName === WORKERS[1]);
		for (const name of ['x', 'y', 'z', 'late']) {
			createPod(registry, name, requesting({cpu: '1500m'}));
		}

		const late = await until(() =>
			['x', 'y', 'z', 'late'].find((name) =>
				eventsAbout(registry, name).some((each) => each.includes('Failed')),
			),
		);
		expect(eventsAbout(registry, late)[0]).toContain('3 Insufficient cpu.');
	});

	it('spreads over a topology as far as it is told to', async () => {
		const {registry, until} = startCluster();
		const topologySpreadConstraints = [
			{
				maxSkew: 1,
				topologyKey: 'kubernetes.io/hostname',
				whenUnsatisfiable: 'DoNotSchedule',
				labelSelector: {matchLabels: {app: 'db'}},
			},
		];
		const affinity = {
			nodeAffinity: {
				requiredDuringSchedulingIgnoredDuringExecution: {
					nodeSelectorTerms: [
						{
							matchExpressions: [
								{key: 'kubernetes.io/hostname', operator: 'In', values: WORKERS.slice(0, 2)},
							],
						},
					],
				},
			},
		};
		for (const name of ['a', 'b', 'c', 'd']) {
			createPod(registry, name, {topologySpreadConstraints, affinity}, {app: 'db'});
		}

		await until(() => placed(registry).every((node) => node !== undefined));
		expect(placed(registry).map(String).toSorted()).toEqual([WORKERS[0], WORKERS[0], WORKERS[1], WORKERS[1]]);
	});
});

const apart = {
	requiredDuringSchedulingIgnoredDuringExecution: [
		{labelSelector: {matchLabels: {app: 'db'}}, topologyKey: 'kubernetes.io/hostname'},
	],
};

function requesting(requests: Record<string, string>): Record<string, unknown> {
	return {containers: [{name: 'c', image: 'x:1', resources: {requests}}]};
}

function cordon(registry: Registry, node: string, unschedulable: boolean): void {
	registry.modify('nodes', undefined, node, ({spec}) => {
		spec.unschedulable = unschedulable || undefined;
	});
}

function placed(registry: Registry): Array<string | undefined> {
	return registry.list('pods', {namespace: 'rec'}).map(({spec}) => spec.nodeName);
}
