import {describe, expect, it} from 'vitest';
import type {OwnerReference} from '../../../src/playground/kinds/objects.ts';
import type {Registry} from '../../../src/playground/registry/types.ts';
import {startCluster} from './cluster.ts';
import {turns} from './objects.ts';

describe('what belongs to an object', () => {
	it('goes after it, all the way down', async () => {
		const {registry, until} = startCluster();
		const a = make(registry, 'a');
		const b = make(registry, 'b', [a]);
		make(registry, 'c', [b]);
		registry.delete('configmaps', 'rec', 'a');
		expect(await until(() => names(registry).length === 0)).toBeTruthy();
	});

	it('goes before it when the deletion is in the foreground', async () => {
		const {registry, until} = startCluster();
		const a = make(registry, 'a');
		make(registry, 'b', [{...a, blockOwnerDeletion: true}]);
		registry.modify('configmaps', 'rec', 'b', ({metadata}) => void (metadata.finalizers = ['test/hold']));
		registry.delete('configmaps', 'rec', 'a', {propagationPolicy: 'Foreground'});
		await until(() => registry.get('configmaps', 'rec', 'b').metadata.deletionTimestamp);
		await turns();
		expect(names(registry)).toEqual(['a', 'b']);
		registry.modify('configmaps', 'rec', 'b', ({metadata}) => void (metadata.finalizers = []));
		await until(() => names(registry).length === 0);
	});

	it('stays, and belongs to nobody, when it is orphaned', async () => {
		const {registry, until} = startCluster();
		make(registry, 'b', [make(registry, 'a')]);
		registry.delete('configmaps', 'rec', 'a', {propagationPolicy: 'Orphan'});
		await until(() => !registry.find('configmaps', 'rec', 'a'));
		await turns();
		expect(registry.get('configmaps', 'rec', 'b').metadata.ownerReferences ?? []).toEqual([]);
	});

	it('stays as long as another owner is there', async () => {
		const {registry, until} = startCluster();
		const a = make(registry, 'a');
		const other = make(registry, 'other');
		make(registry, 'b', [a, other]);
		registry.delete('configmaps', 'rec', 'a');
		await until(() => registry.get('configmaps', 'rec', 'b').metadata.ownerReferences?.length === 1);
		expect(names(registry)).toEqual(['b', 'other']);
	});

	it('goes when its owner was replaced by another of the same name', async () => {
		const {registry, until} = startCluster();
		const a = make(registry, 'a');
		make(registry, 'b', [{...a, uid: '00000000-0000-0000-0000-000000000000'}]);
		await until(() => !registry.find('configmaps', 'rec', 'b'));
		expect(names(registry)).toEqual(['a']);
	});

	it('is collected after a restart, too', async () => {
		const cluster = startCluster();
		const {registry, until} = cluster;
		const a = make(registry, 'a');
		make(registry, 'b', [a]);
		const restarted = cluster.restart();
		registry.delete('configmaps', 'rec', 'a');
		await restarted;
		expect(await until(() => names(registry).length === 0)).toBeTruthy();
	});

	it('is left alone when its owner is of a kind that is not served', async () => {
		const {registry} = startCluster();
		make(registry, 'b', [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'x', uid: 'y'}]);
		await turns();
		expect(names(registry)).toEqual(['b']);
	});
});

describe('a Pod', () => {
	it('of a node that is gone is removed', async () => {
		const {registry, until, kubelet} = startCluster();
		kubelet.paused = true;
		registry.create('pods', 'rec', {
			metadata: {name: 'lost'},
			spec: {nodeName: 'postgres-cluster-worker', containers: [{name: 'c', image: 'x:1'}]},
		});
		registry.delete('nodes', undefined, 'postgres-cluster-worker');
		expect(await until(() => !registry.find('pods', 'rec', 'lost'))).toBeTruthy();
	});
});

function make(registry: Registry, name: string, ownerReferences: OwnerReference[] = []): OwnerReference {
	const {metadata} = registry.create('configmaps', 'rec', {metadata: {name, ownerReferences}});
	return {apiVersion: 'v1', kind: 'ConfigMap', name, uid: metadata.uid};
}

function names(registry: Registry): string[] {
	return registry
		.list('configmaps', {namespace: 'rec'})
		.map(({metadata}) => metadata.name)
		.filter((name) => name !== 'kube-root-ca.crt');
}
