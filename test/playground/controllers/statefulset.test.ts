import {describe, expect, it} from 'vitest';
import {startCluster} from './cluster.ts';
import {turns} from './objects.ts';
import {
	annotate,
	claimEvents,
	counts,
	create,
	isTerminating,
	messages,
	podNames,
	readyPod,
	revisionOf,
	scale,
	statefulSet,
	status,
	unique,
} from './web-set.ts';

describe('a StatefulSet', () => {
	it('starts its members in order, each with its claim, and says so as a real cluster does', async () => {
		const {registry, until, logged} = startCluster();
		const statuses: Array<Record<string, unknown>> = [];
		const order: string[] = [];
		registry.watch('statefulsets.apps', ({object}) => statuses.push(object.status));
		registry.watch('pods', ({type, object}) => type === 'ADDED' && order.push(object.metadata.name));
		create(registry, statefulSet({replicas: 2}));
		await until(() => status(registry).readyReplicas === 2 && status(registry).updatedReplicas === 2);

		expect(order).toEqual(['web-0', 'web-1']);
		const revision = status(registry).currentRevision!;
		const names = {currentRevision: revision, updateRevision: revision, collisionCount: 0};
		expect(unique(statuses)).toEqual(
			[
				{replicas: 0, availableReplicas: 0},
				{observedGeneration: 1, replicas: 0, ...names, availableReplicas: 0},
				counts(1, 0, 1, 1),
				counts(1, 1, 1, 1),
				counts(2, 1, 2, 2),
				counts(2, 2, 2, 2),
			]
				.map((each) => ({...names, ...each}))
				.map((each, index) => (index === 0 ? {replicas: 0, availableReplicas: 0} : each)),
		);
		expect(messages(registry, 'StatefulSet')).toEqual([
			'SuccessfulCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web success',
			'SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
			'SuccessfulCreate: Create Claim data-web-1 Pod web-1 in StatefulSet web success',
			'SuccessfulCreate: Create Pod web-1 in StatefulSet web successful',
		]);
		expect(claimEvents(registry)).toEqual([
			'WaitForFirstConsumer',
			'ExternalProvisioning',
			'Provisioning',
			'ProvisioningSucceeded',
		]);
		expect(logged).toEqual([]);
	});

	it('names and labels its Pods, and gives each its claim as a volume', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1}));
		const pod = await until(() => registry.find('pods', 'rec', 'web-0'));
		const set = registry.get('statefulsets.apps', 'rec', 'web');
		expect(pod.metadata).toMatchObject({
			name: 'web-0',
			generateName: 'web-',
			labels: {
				app: 'web',
				'apps.kubernetes.io/pod-index': '0',
				'statefulset.kubernetes.io/pod-name': 'web-0',
			},
			ownerReferences: [
				{
					apiVersion: 'apps/v1',
					kind: 'StatefulSet',
					name: 'web',
					uid: set.metadata.uid,
					controller: true,
					blockOwnerDeletion: true,
				},
			],
		});
		expect(pod.spec).toMatchObject({hostname: 'web-0', subdomain: 'web'});
		expect(pod.spec.volumes).toEqual([
			{name: 'data', persistentVolumeClaim: {claimName: 'data-web-0'}},
			{name: 'conf', configMap: {name: 'pgenv', items: [{key: 'TZ', path: 'TZ'}], defaultMode: 420}},
		]);
		expect(registry.get('persistentvolumeclaims', 'rec', 'data-web-0').metadata.labels).toEqual({app: 'web'});
	});

	it('calls its revision as Kubernetes 1.36 called it for the same template', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1}));
		await until(() => status(registry).updateRevision);
		expect(status(registry).updateRevision).toBe('web-5f497549fd');
		expect(registry.list('controllerrevisions.apps', {namespace: 'rec'})[0]!.metadata.labels).toEqual({
			app: 'web',
			'controller.kubernetes.io/hash': '5f497549fd',
		});
	});

	it('waits with the next member until the one before is ready', async () => {
		const {registry, until, kubelet} = startCluster();
		kubelet.ready = ({metadata}) => metadata.name !== 'web-0';
		create(registry, statefulSet({replicas: 3}));
		await until(() => registry.find('pods', 'rec', 'web-0')?.status.phase === 'Running');
		await turns(20);
		expect(podNames(registry)).toEqual(['web-0']);
		kubelet.ready = () => true;
		await until(() => status(registry).readyReplicas === 3);
	});

	it('starts and stops all members at once when it is Parallel', async () => {
		const {registry, until, kubelet} = startCluster();
		kubelet.ready = () => false;
		create(registry, statefulSet({replicas: 3, podManagementPolicy: 'Parallel'}));
		await until(() => podNames(registry).length === 3);
		scale(registry, 0);
		expect(await until(() => podNames(registry).length === 0)).toBeTruthy();
	});

	it('stops members from the highest ordinal down, one at a time, and keeps their claims', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 3}));
		await until(() => status(registry).readyReplicas === 3);
		const gone: string[] = [];
		let most = 0;
		registry.watch('pods', ({type, object}) => {
			const terminating = registry.list('pods', {namespace: 'rec'}).filter(isTerminating).length;
			most = Math.max(most, terminating);
			if (type === 'DELETED') {
				gone.push(object.metadata.name);
			}
		});
		scale(registry, 1);
		await until(() => status(registry).replicas === 1 && status(registry).observedGeneration === 2);
		expect(gone).toEqual(['web-2', 'web-1']);
		expect(most).toBe(1);
		expect(registry.list('persistentvolumeclaims', {namespace: 'rec'})).toHaveLength(3);
		expect(messages(registry, 'StatefulSet')).toContain(
			'SuccessfulDelete: Delete Pod web-2 in StatefulSet web successful',
		);
	});

	it('replaces a deleted member under its name, on its volume', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1}));
		const first = await until(() => readyPod(registry, 'web-0'));
		registry.delete('pods', 'rec', 'web-0');
		const second = await until(() => {
			const pod = readyPod(registry, 'web-0');
			return pod?.metadata.uid !== first.metadata.uid && pod;
		});
		expect(second.spec.nodeName).toBe(first.spec.nodeName);
		expect(registry.list('persistentvolumes')).toHaveLength(1);
	});

	it('replaces a member that failed', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1}));
		const first = await until(() => readyPod(registry, 'web-0'));
		registry.modify('pods', 'rec', 'web-0', ({status: each}) => void (each.phase = 'Failed'), {
			subresource: 'status',
		});
		await until(() => {
			const pod = readyPod(registry, 'web-0');
			return pod && pod.metadata.uid !== first.metadata.uid;
		});
		expect(messages(registry, 'StatefulSet')).toContain(
			'RecreatingFailedPod: StatefulSet rec/web is recreating failed Pod web-0',
		);
	});

	it('rolls a new template out from the highest ordinal down, and back', async () => {
		const {registry, until, kubelet} = startCluster();
		// A real kubelet is slower than the controller: a Pod gets ready after it was counted.
		kubelet.ready = (pod) =>
			readyPod(registry, pod.metadata.name) !== undefined ||
			status(registry).replicas === podNames(registry).length;
		create(registry, statefulSet({replicas: 2}));
		await until(() => status(registry).readyReplicas === 2);
		const old = status(registry).updateRevision!;
		const statuses: Array<Record<string, unknown>> = [];
		const gone: string[] = [];
		registry.watch('statefulsets.apps', ({object}) => statuses.push(object.status));
		registry.watch('pods', ({type, object}) => type === 'DELETED' && gone.push(object.metadata.name));
		annotate(registry, '2026-11-22T22:56:20Z');
		await until(() => status(registry).currentRevision !== old && status(registry).readyReplicas === 2);

		expect(gone).toEqual(['web-1', 'web-0']);
		const next = status(registry).updateRevision!;
		expect(next).toBe('web-d7dffdf75');
		const during = {observedGeneration: 2, currentRevision: old, updateRevision: next, collisionCount: 0};
		expect(unique(statuses).slice(1)).toEqual([
			{...during, replicas: 2, readyReplicas: 2, currentReplicas: 1, availableReplicas: 2},
			{...during, replicas: 1, readyReplicas: 1, currentReplicas: 1, availableReplicas: 1},
			{
				...during,
				replicas: 2,
				readyReplicas: 1,
				currentReplicas: 1,
				updatedReplicas: 1,
				availableReplicas: 1,
			},
			{...during, replicas: 2, readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2},
			{...during, replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1},
			{...during, replicas: 2, readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1},
			{
				...during,
				currentRevision: next,
				replicas: 2,
				readyReplicas: 2,
				currentReplicas: 2,
				updatedReplicas: 2,
				availableReplicas: 2,
			},
		]);

		annotate(registry, undefined);
		await until(() => status(registry).currentRevision === old && status(registry).readyReplicas === 2);
		const revisions = registry.list('controllerrevisions.apps', {namespace: 'rec'});
		expect(revisions.map(({metadata, revision}) => `${metadata.name} ${revision}`).toSorted()).toEqual([
			`${old} 3`,
			`${next} 2`,
		]);
	});

	it('leaves members below the partition as they are', async () => {
		const {registry, until} = startCluster();
		const set = statefulSet({
			replicas: 3,
			updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 2}},
		});
		create(registry, set);
		await until(() => status(registry).readyReplicas === 3);
		const old = status(registry).updateRevision!;
		annotate(registry, 'now');
		await until(() => status(registry).updatedReplicas === 1 && status(registry).readyReplicas === 3);
		registry.delete('pods', 'rec', 'web-0');
		await until(() => status(registry).readyReplicas === 2);
		await until(() => status(registry).readyReplicas === 3);
		expect(revisionOf(registry, 'web-0')).toBe(old);
		expect(revisionOf(registry, 'web-2')).toBe(status(registry).updateRevision);
	});

	it('replaces nothing by itself with OnDelete', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 2, updateStrategy: {type: 'OnDelete'}}));
		await until(() => status(registry).readyReplicas === 2);
		const old = status(registry).updateRevision!;
		annotate(registry, 'now');
		await until(() => status(registry).updateRevision !== old);
		registry.delete('pods', 'rec', 'web-1');
		await until(() => revisionOf(registry, 'web-1') === status(registry).updateRevision);
		expect(revisionOf(registry, 'web-0')).toBe(old);
	});

	it('keeps no more old revisions than revisionHistoryLimit', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1, revisionHistoryLimit: 1}));
		for (const at of ['1', '2', '3']) {
			annotate(registry, at);
			await until(
				() =>
					status(registry).currentRevision === status(registry).updateRevision &&
					status(registry).observedGeneration ===
						registry.get('statefulsets.apps', 'rec', 'web').metadata.generation &&
					status(registry).readyReplicas === 1,
			);
		}

		expect(
			await until(() => registry.list('controllerrevisions.apps', {namespace: 'rec'}).length === 2),
		).toBeTruthy();
	});

	it('deletes the claims of members that are scaled away when it is told so', async () => {
		const {registry, until} = startCluster();
		const policy = {whenDeleted: 'Retain', whenScaled: 'Delete'};
		create(registry, statefulSet({replicas: 2, persistentVolumeClaimRetentionPolicy: policy}));
		await until(() => status(registry).readyReplicas === 2);
		scale(registry, 1);
		await until(() => registry.list('persistentvolumeclaims', {namespace: 'rec'}).length === 1);
		expect(registry.find('persistentvolumeclaims', 'rec', 'data-web-0')).toBeDefined();
	});

	it('waits for a claim that is being deleted, and then makes it anew', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 1}));
		await until(() => readyPod(registry, 'web-0'));
		const before = registry.get('persistentvolumeclaims', 'rec', 'data-web-0').metadata.uid;
		registry.delete('persistentvolumeclaims', 'rec', 'data-web-0');
		await turns(20);
		expect(registry.get('persistentvolumeclaims', 'rec', 'data-web-0').metadata.uid).toBe(before);
		registry.delete('pods', 'rec', 'web-0');
		await until(
			() =>
				readyPod(registry, 'web-0') &&
				registry.find('persistentvolumeclaims', 'rec', 'data-web-0')?.metadata.uid !== before,
		);
	});

	it('leaves its Pods when it is deleted as an orphan, and takes them in again', async () => {
		const {registry, until} = startCluster();
		create(registry, statefulSet({replicas: 2}));
		await until(() => status(registry).readyReplicas === 2);
		const uids = registry.list('pods', {namespace: 'rec'}).map(({metadata}) => metadata.uid);
		registry.delete('statefulsets.apps', 'rec', 'web', {propagationPolicy: 'Orphan'});
		await until(() => !registry.find('statefulsets.apps', 'rec', 'web'));
		create(registry, statefulSet({replicas: 2}));
		await until(() => status(registry).readyReplicas === 2);
		expect(registry.list('pods', {namespace: 'rec'}).map(({metadata}) => metadata.uid)).toEqual(uids);
	});

	it('goes after its Pods when it is deleted in the foreground, and leaves its claims', async () => {
		const {registry, until, logged} = startCluster();
		create(registry, statefulSet({replicas: 2}));
		await until(() => status(registry).readyReplicas === 2);
		const order: string[] = [];
		registry.watch('pods', ({type}) => type === 'DELETED' && order.push('pod'));
		registry.watch('statefulsets.apps', ({type}) => type === 'DELETED' && order.push('set'));
		registry.delete('statefulsets.apps', 'rec', 'web', {propagationPolicy: 'Foreground'});
		await until(() => order.length === 3);
		expect(order).toEqual(['pod', 'pod', 'set']);
		await until(() => registry.list('controllerrevisions.apps').length === 0);
		expect(registry.list('persistentvolumeclaims', {namespace: 'rec'})).toHaveLength(2);
		expect(logged).toEqual([]);
	});

	it('goes on after a restart of the controllers', async () => {
		const cluster = startCluster();
		const {registry, until, kubelet} = cluster;
		kubelet.paused = true;
		create(registry, statefulSet({replicas: 2}));
		await until(() => registry.find('pods', 'rec', 'web-0')?.spec.nodeName);
		await cluster.restart();
		kubelet.paused = false;
		expect(await until(() => status(registry).readyReplicas === 2)).toBeTruthy();
	});
});
