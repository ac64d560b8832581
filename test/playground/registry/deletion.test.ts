import {expect, test} from 'vitest';
import type {Change, Registry} from '../../../src/playground/registry/types.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

const spec = {containers: [{name: 'main', image: 'busybox:1.36'}]};

function changesOf(registry: Registry): string[] {
	const seen: string[] = [];
	registry.watch('pods', ({type, object}: Change) => {
		const {deletionTimestamp, deletionGracePeriodSeconds} = object.metadata;
		seen.push(
			[type, deletionTimestamp, deletionGracePeriodSeconds].filter((each) => each !== undefined).join(' '),
		);
	});
	return seen;
}

test('a Pod without a node is gone at once', () => {
	const {registry} = testRegistry();
	registry.create('pods', 'default', {metadata: {name: 'web'}, spec});
	const seen = changesOf(registry);
	registry.delete('pods', 'default', 'web');
	expect(seen).toEqual(['DELETED']);
	expect(registry.find('pods', 'default', 'web')).toBeUndefined();
});

test('a scheduled Pod is marked with its grace period, which a second delete may shorten and not lengthen', () => {
	const {registry} = testRegistry();
	registry.create('pods', 'default', {metadata: {name: 'web'}, spec: {...spec, nodeName: 'worker'}});
	const seen = changesOf(registry);
	const marked = registry.delete('pods', 'default', 'web');
	expect(marked.metadata).toMatchObject({
		deletionTimestamp: '2030-01-01T00:00:30Z',
		deletionGracePeriodSeconds: 30,
		generation: 2,
	});
	expect(registry.delete('pods', 'default', 'web', {gracePeriodSeconds: 60})).toBe(marked);
	registry.delete('pods', 'default', 'web', {gracePeriodSeconds: 5});
	registry.delete('pods', 'default', 'web', {gracePeriodSeconds: 0});
	expect(seen).toEqual([
		'MODIFIED 2030-01-01T00:00:30Z 30',
		'MODIFIED 2030-01-01T00:00:05Z 5',
		'MODIFIED 2030-01-01T00:00:00Z 0',
		'DELETED 2030-01-01T00:00:00Z 0',
	]);
});

test('finalizers hold an object until the last is taken away, and no new one may come', () => {
	const {registry} = testRegistry();
	registry.create('persistentvolumeclaims', 'default', {
		metadata: {name: 'data'},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
	});
	expect(registry.delete('persistentvolumeclaims', 'default', 'data').metadata).toMatchObject({
		deletionTimestamp: '2030-01-01T00:00:00Z',
		deletionGracePeriodSeconds: 0,
		finalizers: ['kubernetes.io/pvc-protection'],
	});
	expect(
		statusOf(() =>
			registry.modify('persistentvolumeclaims', 'default', 'data', ({metadata}) => {
				metadata.finalizers!.push('example.com/late');
			}),
		).message,
	).toBe(
		'PersistentVolumeClaim "data" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/late"}',
	);

	const events: string[] = [];
	registry.watch('persistentvolumeclaims', ({type}) => void events.push(type));
	registry.modify('persistentvolumeclaims', 'default', 'data', ({metadata}) => {
		metadata.finalizers = [];
	});
	expect(events).toEqual(['DELETED']);
	expect(registry.find('persistentvolumeclaims', 'default', 'data')).toBeUndefined();
});

test('propagation policies become the finalizers that the garbage collector works by', () => {
	const {registry} = testRegistry();
	for (const name of ['a', 'b', 'c']) {
		registry.create('configmaps', 'default', {metadata: {name}});
	}

	expect(
		registry.delete('configmaps', 'default', 'a', {propagationPolicy: 'Foreground'}).metadata.finalizers,
	).toEqual(['foregroundDeletion']);
	expect(
		registry.delete('configmaps', 'default', 'b', {propagationPolicy: 'Orphan'}).metadata.finalizers,
	).toEqual(['orphan']);
	registry.delete('configmaps', 'default', 'c', {propagationPolicy: 'Background'});
	expect(registry.list('configmaps').map(({metadata}) => metadata.name)).toEqual(['a', 'b']);
});

test('preconditions that do not hold are a Conflict', () => {
	const {registry} = testRegistry();
	const {metadata} = registry.create('configmaps', 'default', {metadata: {name: 'a'}});
	expect(
		statusOf(() => registry.delete('configmaps', 'default', 'a', {preconditions: {uid: 'x'}})),
	).toMatchObject({
		code: 409,
		message: `Operation cannot be fulfilled on configmaps "a": Precondition failed: UID in precondition: x, UID in object meta: ${metadata.uid}`,
	});
});

test('a namespace is Terminating until its finalizer goes, takes nothing new, and the basic ones stay', () => {
	const {registry} = testRegistry({namespaces: ['shop']});
	expect(registry.delete('namespaces', undefined, 'shop')).toMatchObject({
		metadata: {deletionTimestamp: '2030-01-01T00:00:00Z'},
		spec: {finalizers: ['kubernetes']},
		status: {phase: 'Terminating'},
	});
	expect(statusOf(() => registry.create('configmaps', 'shop', {metadata: {name: 'late'}}))).toMatchObject({
		code: 403,
		reason: 'Forbidden',
		message:
			'configmaps "late" is forbidden: unable to create new content in namespace shop because it is being terminated',
		details: {
			name: 'late',
			kind: 'configmaps',
			causes: [
				{
					reason: 'NamespaceTerminating',
					message: 'namespace shop is being terminated',
					field: 'metadata.namespace',
				},
			],
		},
	});
	registry.modify('namespaces', undefined, 'shop', ({spec: namespace}) => void (namespace.finalizers = []), {
		subresource: 'finalize',
	});
	expect(registry.find('namespaces', undefined, 'shop')).toBeUndefined();

	expect(statusOf(() => registry.delete('namespaces', undefined, 'default')).message).toBe(
		'namespaces "default" is forbidden: this namespace may not be deleted',
	);
});
