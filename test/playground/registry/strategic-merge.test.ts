import {expect, test} from 'vitest';
import {applyStrategicMergePatch} from '../../../src/playground/registry/strategic-merge.ts';
import {statusOf} from '../../helpers/registry.ts';

const spec = {
	containers: [
		{
			name: 'a',
			image: 'one',
			ports: [{containerPort: 80, protocol: 'TCP', name: 'http'}],
			command: ['x', 'y'],
		},
		{name: 'b', image: 'two'},
	],
	volumes: [{name: 'v', emptyDir: {}}],
	nodeSelector: {disk: 'ssd', zone: 'a'},
};

function patched(patch: Record<string, unknown>): unknown {
	return applyStrategicMergePatch('PodSpec', spec, patch);
}

test('lists with a merge key are merged by it, others are replaced, and the target stays as it was', () => {
	const before = structuredClone(spec);
	expect(
		patched({containers: [{name: 'a', image: 'three', command: ['z'], ports: [{containerPort: 81}]}]}),
	).toEqual({
		...spec,
		containers: [
			{
				name: 'a',
				image: 'three',
				command: ['z'],
				ports: [{containerPort: 80, protocol: 'TCP', name: 'http'}, {containerPort: 81}],
			},
			{name: 'b', image: 'two'},
		],
	});
	expect(spec).toEqual(before);
});

test('null takes a field away, maps are merged', () => {
	expect(patched({volumes: null, nodeSelector: {zone: null, rack: '1'}})).toEqual({
		containers: spec.containers,
		nodeSelector: {disk: 'ssd', rack: '1'},
	});
});

test('$patch deletes an item, replaces a map or a list', () => {
	expect(patched({containers: [{name: 'a', $patch: 'delete'}]})).toMatchObject({
		containers: [{name: 'b'}],
	});
	expect(patched({nodeSelector: {$patch: 'replace', rack: '1'}})).toMatchObject({nodeSelector: {rack: '1'}});
	expect(patched({containers: [{$patch: 'replace'}, {name: 'c', image: 'x'}]})).toMatchObject({
		containers: [{name: 'c', image: 'x'}],
	});
	expect(patched({nodeSelector: {$patch: 'delete'}})).toMatchObject({nodeSelector: {}});
});

test('$setElementOrder orders what it names, the others keep their places', () => {
	expect(
		patched({
			'$setElementOrder/containers': [{name: 'c'}, {name: 'a'}],
			containers: [{name: 'c', image: 'new'}],
		}),
	).toMatchObject({containers: [{name: 'c'}, {name: 'a'}, {name: 'b'}]});
	expect(patched({'$setElementOrder/containers': [{name: 'b'}, {name: 'a'}]})).toMatchObject({
		containers: [{name: 'b'}, {name: 'a'}],
	});
});

test('$retainKeys keeps only the fields it names', () => {
	expect(
		patched({volumes: [{name: 'v', $retainKeys: ['name', 'configMap'], configMap: {name: 'c'}}]}),
	).toMatchObject({volumes: [{name: 'v', configMap: {name: 'c'}}]});
	expect(
		(
			patched({
				volumes: [{name: 'v', $retainKeys: ['name', 'configMap'], configMap: {name: 'c'}}],
			}) as typeof spec
		).volumes[0],
	).not.toHaveProperty('emptyDir');
});

test('lists of values are merged too, and $deleteFromPrimitiveList takes values away', () => {
	const meta = {finalizers: ['a', 'b']};
	expect(applyStrategicMergePatch('ObjectMeta', meta, {finalizers: ['c', 'a']})).toEqual({
		finalizers: ['a', 'b', 'c'],
	});
	expect(
		applyStrategicMergePatch('ObjectMeta', meta, {
			'$deleteFromPrimitiveList/finalizers': ['a'],
			'$setElementOrder/finalizers': ['c', 'b'],
			finalizers: ['c'],
		}),
	).toEqual({finalizers: ['c', 'b']});
});

test('an item without its merge key is refused', () => {
	expect(statusOf(() => patched({containers: [{image: 'x'}]}))).toMatchObject({
		code: 400,
		message: 'map: map[image:x] does not contain declared merge key: name',
	});
});
