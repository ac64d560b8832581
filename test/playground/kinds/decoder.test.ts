import {expect, test} from 'vitest';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

function refused(spec: object, options = {}): string | undefined {
	const {registry} = testRegistry();
	return statusOf(() =>
		registry.create(
			'statefulsets.apps',
			'default',
			{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'web'}, spec},
			options,
		),
	).message;
}

test.each([
	[
		{replicas: '3'},
		'json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32',
	],
	[
		{replicas: 1.5},
		'json: cannot unmarshal number 1.5 into Go struct field StatefulSetSpec.spec.replicas of type int32',
	],
	[
		{template: {spec: {containers: {name: 'main'}}}},
		'json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
	],
	[
		{template: {spec: {containers: [{name: 'main', env: [{name: 'PORT', value: 5432}]}]}}},
		'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
	],
	[
		{template: {metadata: {labels: {app: true}}}},
		'json: cannot unmarshal bool into Go struct field ObjectMeta.spec.template.metadata.labels of type string',
	],
	[
		{template: []},
		'json: cannot unmarshal array into Go struct field StatefulSetSpec.spec.template of type v1.PodTemplateSpec',
	],
	[
		{template: {spec: {containers: [{name: 'main', resources: {limits: {memory: '1GB'}}}]}}},
		"quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
	],
])('%j has the wrong type', (spec, why) => {
	expect(refused(spec)).toBe(`StatefulSet in version "v1" cannot be handled as a StatefulSet: ${why}`);
});

test('unknown fields are named with their paths, all of them', () => {
	expect(
		refused(
			{replica: 2, template: {spec: {containers: [{name: 'main', imagee: 'x'}]}}},
			{fieldValidation: 'Strict'},
		),
	).toBe(
		'StatefulSet in version "v1" cannot be handled as a StatefulSet: strict decoding error: unknown field "spec.template.spec.containers[0].imagee", unknown field "spec.replica"',
	);
});

test('without Strict unknown fields are left out, with a warning', () => {
	const {registry} = testRegistry();
	const warnings: string[] = [];
	const created = registry.create(
		'configmaps',
		'default',
		{metadata: {name: 'c', annotation: {a: 'b'}}, data: {A: '1', B: null}, date: {}},
		{warnings},
	);
	expect(warnings).toEqual(['unknown field "metadata.annotation"', 'unknown field "date"']);
	expect(created).not.toHaveProperty('date');
	expect(created.data).toEqual({A: '1', B: ''});
});

test('a body of another kind or version is a BadRequest', () => {
	const {registry} = testRegistry();
	expect(
		statusOf(() => registry.create('statefulsets.apps', 'default', {apiVersion: 'v1', kind: 'StatefulSet'}))
			.message,
	).toBe('the API version in the data (v1) does not match the expected API version (apps/v1)');
	expect(
		statusOf(() => registry.create('pods', 'default', {apiVersion: 'v1', kind: 'ConfigMap'})).message,
	).toBe(
		'ConfigMap in version "v1" cannot be handled as a Pod: converting (v1.ConfigMap) to (core.Pod): unknown conversion',
	);
});

test('data of a Secret that is not base64 is refused, stringData is encoded', () => {
	const {registry} = testRegistry();
	expect(
		statusOf(() =>
			registry.create('secrets', 'default', {metadata: {name: 's'}, data: {password: 'geheim!!'}}),
		).message,
	).toBe('Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 6');
	expect(
		registry.create('secrets', 'default', {
			metadata: {name: 's'},
			data: {user: 'cG9zdGdyZXM='},
			stringData: {password: 'geheim'},
		}),
	).toMatchObject({type: 'Opaque', data: {user: 'cG9zdGdyZXM=', password: 'Z2VoZWlt'}});
});
