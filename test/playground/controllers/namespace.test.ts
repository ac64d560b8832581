import {describe, expect, it} from 'vitest';
import {startCluster} from './cluster.ts';
import {createClaim, createPod, turns, using} from './objects.ts';

describe('a namespace', () => {
	it('has a ServiceAccount and the CA of the cluster, and gets them back', async () => {
		const {registry, until} = startCluster();
		await until(() => registry.find('serviceaccounts', 'rec', 'default'));
		const find = () => registry.find('configmaps', 'rec', 'kube-root-ca.crt');
		const made = await until(find);
		expect(made.data).toEqual({'ca.crt': 'CERTIFICATE'});
		registry.modify(
			'configmaps',
			'rec',
			'kube-root-ca.crt',
			(copy) => void (copy.data = {'ca.crt': 'other'}),
		);
		await until(() => find()?.data?.['ca.crt'] === 'CERTIFICATE');
		registry.delete('configmaps', 'rec', 'kube-root-ca.crt');
		registry.delete('serviceaccounts', 'rec', 'default');
		await until(() => find() && registry.find('serviceaccounts', 'rec', 'default'));
	});

	it('that is deleted ends its Pods first, then everything else, then itself', async () => {
		const {registry, until, kubelet, logged} = startCluster();
		createClaim(registry, 'archives');
		createPod(registry, 'writer', using('archives'));
		await until(() => registry.get('pods', 'rec', 'writer').status.phase === 'Running');
		kubelet.paused = true;
		registry.delete('namespaces', undefined, 'rec');
		const says = () =>
			registry
				.find('namespaces', undefined, 'rec')
				?.status.conditions?.map(({type, status, reason, message}) =>
					[type, status, reason, message].join(' '),
				);
		await until(() => says());
		await turns();
		expect(registry.get('namespaces', undefined, 'rec').status.phase).toBe('Terminating');
		expect(says()).toEqual([
			'NamespaceDeletionDiscoveryFailure False ResourcesDiscovered All resources successfully discovered',
			'NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions All legacy kube types successfully parsed',
			'NamespaceDeletionContentFailure True ContentDeletionFailed Failed to delete all resource types, 1 remaining: unexpected items still remain in namespace: rec for gvr: /v1, Resource=pods',
			'NamespaceContentRemaining False ContentRemoved All content successfully removed',
			'NamespaceFinalizersRemaining False ContentHasNoFinalizers All content-preserving finalizers finished',
		]);
		expect(registry.get('pods', 'rec', 'writer').metadata.deletionGracePeriodSeconds).toBe(30);
		expect(registry.find('configmaps', 'rec', 'kube-root-ca.crt')).toBeDefined();
		const seen: string[] = [];
		registry.watch('namespaces', ({object}) => seen.push(object.status.conditions?.[4]?.message ?? ''));
		kubelet.paused = false;
		await until(() => !registry.find('namespaces', undefined, 'rec'));
		expect(seen).toContain(
			'Some content in the namespace has finalizers remaining: kubernetes.io/pvc-protection in 1 resource instances',
		);
		await until(() => registry.list('persistentvolumes').length === 0);
		expect(registry.list('events', {namespace: 'rec'})).toEqual([]);
		expect(logged).toEqual([]);
	});
});
