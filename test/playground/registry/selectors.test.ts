import {expect, test} from 'vitest';
import {formatLabelSelector, matchesLabels} from '../../../src/playground/registry/label-selector.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

const labels = {app: 'web', tier: 'front', 'example.com/zone': 'a'};

test.each([
	['', true],
	['app=web', true],
	['app==web', true],
	['app=db', false],
	['app!=db', true],
	['missing!=x', true],
	['app', true],
	['!app', false],
	['!missing', true],
	['app in (db, web)', true],
	['app notin (db,web)', false],
	['missing notin (db)', true],
	['app=web,tier in (front,back),!old', true],
	['app=web,tier=back', false],
	['example.com/zone=a', true],
])('%j selects as kubectl means it: %j', (selector, expected) => {
	expect(matchesLabels(selector, labels)).toBe(expected);
});

test("a workload's selector: none matches nothing, an empty one everything", () => {
	expect(matchesLabels(undefined, labels)).toBe(false);
	expect(matchesLabels({}, undefined)).toBe(true);
	expect(matchesLabels({matchLabels: {app: 'web'}}, labels)).toBe(true);
	expect(
		matchesLabels({matchExpressions: [{key: 'tier', operator: 'NotIn', values: ['front']}]}, labels),
	).toBe(false);
	expect(
		formatLabelSelector({
			matchLabels: {b: '1'},
			matchExpressions: [
				{key: 'a', operator: 'In', values: ['y', 'x']},
				{key: 'c', operator: 'DoesNotExist'},
			],
		}),
	).toBe('!c,a in (x,y),b=1');
});

test('text that is no selector is a BadRequest', () => {
	expect(statusOf(() => matchesLabels('app in web', labels))).toMatchObject({
		code: 400,
		message:
			"unable to parse requirement: found 'app in web', expected: a key, or a key with '=', '==', '!=', 'in', 'notin'",
	});
});

test('list goes by namespace, labels and fields, in order of namespace and name', () => {
	const {registry} = testRegistry({namespaces: ['shop']});
	const spec = {containers: [{name: 'c', image: 'busybox:1'}]};
	registry.create('pods', 'shop', {
		metadata: {name: 'b', labels: {app: 'web'}},
		spec: {...spec, nodeName: 'n1'},
	});
	registry.create('pods', 'shop', {metadata: {name: 'a'}, spec});
	registry.create('pods', 'default', {metadata: {name: 'z', labels: {app: 'web'}}, spec});
	const names = (options: Parameters<typeof registry.list>[1]) =>
		registry.list('pods', options).map(({metadata}) => metadata.name);

	expect(names({})).toEqual(['z', 'a', 'b']);
	expect(names({namespace: 'shop'})).toEqual(['a', 'b']);
	expect(names({labelSelector: 'app=web'})).toEqual(['z', 'b']);
	expect(names({fieldSelector: 'spec.nodeName=n1,status.phase!=Failed'})).toEqual(['b']);
	expect(names({fieldSelector: 'metadata.name!=a,metadata.namespace=shop'})).toEqual(['b']);
	expect(statusOf(() => names({fieldSelector: 'spec.foo=1'})).message).toBe(
		'field label not supported: spec.foo',
	);
	expect(statusOf(() => registry.list('configmaps', {fieldSelector: 'data.x=1'})).message).toBe(
		'"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
	);
});
