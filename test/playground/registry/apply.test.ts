import {expect, test} from 'vitest';
import type {ManagedFieldsEntry} from '../../../src/playground/kinds/objects.ts';
import type {Registry, WriteOptions} from '../../../src/playground/registry/types.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

function apply(registry: Registry, data: Record<string, string>, options: WriteOptions = {}) {
	const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data};
	return registry.patch(
		'configmaps',
		'default',
		'c',
		{type: 'application/apply-patch+yaml', body},
		{fieldManager: 'doklab', ...options},
	);
}

function managers(entries: ManagedFieldsEntry[] | undefined): Record<string, unknown> {
	return Object.fromEntries(
		(entries ?? []).map(({manager, operation, fieldsV1}) => [`${manager} ${operation}`, fieldsV1]),
	);
}

test('apply creates, and says whose the fields are', () => {
	const {registry} = testRegistry();
	const {object, created} = apply(registry, {A: '1'});
	expect(created).toBe(true);
	expect(object.metadata.managedFields).toEqual([
		{
			apiVersion: 'v1',
			fieldsType: 'FieldsV1',
			fieldsV1: {'f:data': {'f:A': {}}},
			manager: 'doklab',
			operation: 'Apply',
			time: '2030-01-01T00:00:00Z',
		},
	]);
});

test('applying the same again is no write', () => {
	const {registry} = testRegistry();
	apply(registry, {A: '1'});
	const before = registry.revision();
	expect(apply(registry, {A: '1'}).created).toBe(false);
	expect(registry.revision()).toBe(before);
});

test('fields that are no longer applied go, unless somebody else owns them', () => {
	const {registry} = testRegistry();
	apply(registry, {A: '1', B: '2', C: '3'});
	apply(registry, {B: '2'}, {fieldManager: 'other'});
	registry.modify('configmaps', 'default', 'c', ({data}) => void (data!['D'] = '4'), {
		fieldManager: 'editor',
	});
	const {object} = apply(registry, {A: '1'});
	expect(object.data).toEqual({A: '1', B: '2', D: '4'});
	expect(managers(object.metadata.managedFields)).toEqual({
		'doklab Apply': {'f:data': {'f:A': {}}},
		'other Apply': {'f:data': {'f:B': {}}},
		'editor Update': {'f:data': {'f:D': {}}},
	});
});

test("another manager's field is a Conflict, until it is forced", () => {
	const {registry} = testRegistry();
	apply(registry, {A: '1', B: '2'});
	registry.modify('configmaps', 'default', 'c', (copy) => void (copy.data = {A: 'x', B: '2'}), {
		fieldManager: 'kubectl-edit',
	});
	expect(statusOf(() => apply(registry, {A: '1', B: '2'}))).toMatchObject({
		code: 409,
		reason: 'Conflict',
		message: 'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.A',
		details: {
			causes: [
				{
					reason: 'FieldManagerConflict',
					message: 'conflict with "kubectl-edit" using v1',
					field: '.data.A',
				},
			],
		},
	});
	const {object} = apply(registry, {A: '1', B: '2'}, {force: true});
	expect(object.data).toEqual({A: '1', B: '2'});
	expect(managers(object.metadata.managedFields)).toEqual({
		'doklab Apply': {'f:data': {'f:A': {}, 'f:B': {}}},
	});
});

test('several conflicts are listed by manager', () => {
	const {registry} = testRegistry();
	apply(registry, {A: '1', B: '2', C: '3'}, {fieldManager: 'one'});
	apply(registry, {D: '4'}, {fieldManager: 'two'});
	expect(statusOf(() => apply(registry, {A: 'x', B: 'x', D: 'x'})).message).toBe(
		'Apply failed with 3 conflicts: conflicts with "one":\n- .data.A\n- .data.B\nconflicts with "two":\n- .data.D',
	);
});

const set = (containers: unknown[], extra: object = {}) => ({
	apiVersion: 'apps/v1',
	kind: 'StatefulSet',
	metadata: {name: 'web'},
	spec: {
		selector: {matchLabels: {app: 'web'}},
		serviceName: 'web',
		template: {metadata: {labels: {app: 'web'}}, spec: {containers}},
		...extra,
	},
});

function applySet(registry: Registry, containers: unknown[], extra?: object) {
	return registry.patch(
		'statefulsets.apps',
		'default',
		'web',
		{type: 'application/apply-patch+yaml', body: set(containers, extra)},
		{fieldManager: 'doklab'},
	).object;
}

test('list items are merged by their keys, and what is left out of one goes with its defaults', () => {
	const {registry} = testRegistry();
	const main = {
		name: 'main',
		image: 'busybox:1.36',
		ports: [{containerPort: 5432}],
		livenessProbe: {exec: {command: ['true']}},
	};
	applySet(registry, [main, {name: 'side', image: 'busybox:1.36'}]);
	registry.patch(
		'statefulsets.apps',
		'default',
		'web',
		{
			type: 'application/strategic-merge-patch+json',
			body: {spec: {template: {spec: {containers: [{name: 'main', env: [{name: 'A', value: '1'}]}]}}}},
		},
		{fieldManager: 'kubectl-patch'},
	);
	const object = applySet(registry, [{name: 'main', image: 'busybox:1.37', ports: [{containerPort: 5432}]}]);
	expect(object.spec.template.spec.containers).toEqual([
		{
			name: 'main',
			image: 'busybox:1.37',
			imagePullPolicy: 'IfNotPresent',
			env: [{name: 'A', value: '1'}],
			ports: [{containerPort: 5432, protocol: 'TCP'}],
			resources: {},
			terminationMessagePath: '/dev/termination-log',
			terminationMessagePolicy: 'File',
		},
	]);
});

test('scaling by hand moves the field to who did it, and applying without replicas leaves it there', () => {
	const {registry} = testRegistry();
	const containers = [{name: 'main', image: 'busybox:1.36'}];
	applySet(registry, containers, {replicas: 2});
	registry.patch(
		'statefulsets.apps',
		'default',
		'web',
		{type: 'application/merge-patch+json', body: {spec: {replicas: 3}}},
		{subresource: 'scale', fieldManager: 'kubectl'},
	);
	expect(statusOf(() => applySet(registry, containers, {replicas: 2})).message).toBe(
		'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
	);
	expect(applySet(registry, containers).spec.replicas).toBe(3);
});

test('fields that do not exist are refused however the validation is set', () => {
	const {registry} = testRegistry();
	expect(
		statusOf(() => applySet(registry, [{name: 'main', image: 'busybox:1.36'}], {replicaz: 2})),
	).toMatchObject({
		code: 500,
		message:
			'failed to create typed patch object (default/web; apps/v1, Kind=StatefulSet): .spec.replicaz: field not declared in schema',
	});
});

test("kubectl's own client-side apply gives way to its server-side apply", () => {
	const {registry} = testRegistry();
	const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
	const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {A: '1'}};
	registry.create(
		'configmaps',
		'default',
		{...body, metadata: {name: 'c', annotations: {[annotation]: JSON.stringify(body)}}},
		{fieldManager: 'kubectl-client-side-apply'},
	);
	const {object} = apply(registry, {A: '2'}, {fieldManager: 'kubectl'});
	expect(object.data).toEqual({A: '2'});
	expect(object.metadata.annotations![annotation]).toBe(
		'{"apiVersion":"v1","data":{"A":"2"},"kind":"ConfigMap","metadata":{"name":"c"}}\n',
	);
});
