import {expect, test} from 'vitest';
import type {PatchType, WriteOptions} from '../../../src/playground/registry/types.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

function patchable() {
	const {registry} = testRegistry();
	registry.create('configmaps', 'default', {metadata: {name: 'c'}, data: {A: '1', B: '2'}});
	return (
		type: 'json-patch' | 'merge-patch' | 'strategic-merge-patch',
		body: unknown,
		options: WriteOptions = {},
	) =>
		registry.patch(
			'configmaps',
			'default',
			'c',
			{type: `application/${type}+json` as PatchType, body},
			options,
		).object;
}

test('JSON patch, merge patch and strategic merge patch change what they say', () => {
	const patch = patchable();
	expect(patch('json-patch', [{op: 'add', path: '/data/C', value: '3'}]).data).toEqual({
		A: '1',
		B: '2',
		C: '3',
	});
	expect(patch('merge-patch', {data: {A: null, D: '4'}}).data).toEqual({B: '2', C: '3', D: '4'});
	expect(patch('strategic-merge-patch', {metadata: {labels: {x: 'y'}}}).metadata.labels).toEqual({x: 'y'});
});

test('a JSON patch whose test fails is refused and changes nothing', () => {
	const patch = patchable();
	expect(
		statusOf(() =>
			patch('json-patch', [
				{op: 'test', path: '/data/A', value: 'other'},
				{op: 'remove', path: '/data/A'},
			]),
		),
	).toMatchObject({code: 422, reason: 'Invalid'});
	expect(statusOf(() => patch('json-patch', [{op: 'remove', path: '/data/none'}]))).toMatchObject({
		code: 422,
	});
	expect(patch('merge-patch', {}).data).toEqual({A: '1', B: '2'});
});

test('a patch that names another version is a Conflict', () => {
	const patch = patchable();
	expect(
		statusOf(() => patch('merge-patch', {metadata: {resourceVersion: '1'}, data: {A: 'x'}})),
	).toMatchObject({
		code: 409,
		reason: 'Conflict',
	});
});

test('unknown fields of a patch are refused with Strict, in the words of a server', () => {
	const patch = patchable();
	expect(
		statusOf(() => patch('strategic-merge-patch', {dataz: {A: '9'}}, {fieldValidation: 'Strict'})),
	).toEqual({
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message:
			' "" is invalid: patch: Invalid value: "map[dataz:map[A:9]]": strict decoding error: unknown field "dataz"',
		reason: 'Invalid',
		details: {
			causes: [
				{
					reason: 'FieldValueInvalid',
					message: 'Invalid value: "map[dataz:map[A:9]]": strict decoding error: unknown field "dataz"',
					field: 'patch',
				},
			],
		},
		code: 422,
	});
	const warnings: string[] = [];
	patch('merge-patch', {dataz: {A: '9'}}, {warnings});
	expect(warnings).toEqual(['unknown field "dataz"']);
});
