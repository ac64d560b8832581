import {expect, test} from 'vitest';
import {scaleOf} from '../../../src/playground/registry/scale.ts';
import {testRegistry} from '../../helpers/registry.ts';

const web = {
	metadata: {name: 'web'},
	spec: {
		serviceName: 'web',
		selector: {matchLabels: {app: 'web'}},
		template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'main', image: 'busybox:1.36'}]}},
	},
};

test('a write to the object keeps its status, one to its status keeps the rest', () => {
	const {registry} = testRegistry();
	registry.create('statefulsets.apps', 'default', web);
	registry.modify('statefulsets.apps', 'default', 'web', (set) => {
		set.spec.replicas = 3;
		set.status.replicas = 9;
	});
	const stored = registry.modify(
		'statefulsets.apps',
		'default',
		'web',
		(set) => {
			set.spec.replicas = 7;
			set.metadata.labels = {no: 'no'};
			set.status.replicas = 2;
		},
		{subresource: 'status'},
	);
	expect(stored.spec.replicas).toBe(3);
	expect(stored.metadata.labels).toBeUndefined();
	expect(stored.status).toEqual({replicas: 2, availableReplicas: 0});
	expect(stored.metadata.generation).toBe(2);
});

test('scale reads and writes the replicas alone', () => {
	const {registry} = testRegistry();
	const created = registry.create('statefulsets.apps', 'default', web);
	expect(scaleOf(created)).toEqual({
		kind: 'Scale',
		apiVersion: 'autoscaling/v1',
		metadata: {
			name: 'web',
			namespace: 'default',
			uid: created.metadata.uid,
			resourceVersion: created.metadata.resourceVersion,
			creationTimestamp: created.metadata.creationTimestamp,
		},
		spec: {replicas: 1},
		status: {replicas: 0, selector: 'app=web'},
	});
	const {object} = registry.patch(
		'statefulsets.apps',
		'default',
		'web',
		{type: 'application/merge-patch+json', body: {spec: {replicas: 3}}},
		{subresource: 'scale', fieldManager: 'kubectl'},
	);
	expect(object.spec.replicas).toBe(3);
	expect(object.metadata.generation).toBe(2);
	expect(object.metadata.managedFields).toContainEqual(
		expect.objectContaining({
			manager: 'kubectl',
			subresource: 'scale',
			fieldsV1: {'f:spec': {'f:replicas': {}}},
		}),
	);
});

test('a dry run answers as the write would, and writes nothing', () => {
	const {registry} = testRegistry();
	const before = registry.revision();
	expect(registry.create('statefulsets.apps', 'default', web, {dryRun: true}).spec.replicas).toBe(1);
	expect(registry.revision()).toBe(before);
	registry.create('statefulsets.apps', 'default', web);
	const dry = registry.modify('statefulsets.apps', 'default', 'web', ({spec}) => void (spec.replicas = 5), {
		dryRun: true,
	});
	expect(dry.spec.replicas).toBe(5);
	registry.delete('statefulsets.apps', 'default', 'web', {dryRun: true});
	expect(registry.get('statefulsets.apps', 'default', 'web').spec.replicas).toBe(1);
});
