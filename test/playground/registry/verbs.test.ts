import {expect, test} from 'vitest';
import type {Change} from '../../../src/playground/registry/types.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

test('create completes the metadata, get and list give the same frozen object', () => {
	const {registry} = testRegistry();
	const created = registry.create('configmaps', 'default', {metadata: {name: 'pgenv'}, data: {TZ: 'UTC'}});

	expect(created).toMatchObject({
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'pgenv', namespace: 'default', creationTimestamp: '2030-01-01T00:00:00Z'},
		data: {TZ: 'UTC'},
	});
	expect(created.metadata.uid).toMatch(
		/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
	);
	expect(created.metadata.resourceVersion).toBe(String(registry.revision()));
	expect(registry.get('configmaps', 'default', 'pgenv')).toBe(created);
	expect(registry.list('configmaps')).toEqual([created]);
	expect(() => {
		created.data!['TZ'] = 'x';
	}).toThrow(TypeError);
});

test('errors have the words and details of a server', () => {
	const {registry} = testRegistry();
	registry.create('configmaps', 'default', {metadata: {name: 'pgenv'}});

	expect(statusOf(() => registry.get('statefulsets.apps', 'default', 'web'))).toEqual({
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message: 'statefulsets.apps "web" not found',
		reason: 'NotFound',
		details: {name: 'web', group: 'apps', kind: 'statefulsets'},
		code: 404,
	});
	expect(statusOf(() => registry.create('configmaps', 'nowhere', {metadata: {name: 'x'}}))).toMatchObject({
		message: 'namespaces "nowhere" not found',
		reason: 'NotFound',
		details: {name: 'nowhere', kind: 'namespaces'},
		code: 404,
	});
	expect(statusOf(() => registry.create('configmaps', 'default', {metadata: {name: 'pgenv'}}))).toMatchObject(
		{
			message: 'configmaps "pgenv" already exists',
			reason: 'AlreadyExists',
			code: 409,
		},
	);
	const old = registry.get('configmaps', 'default', 'pgenv');
	registry.modify('configmaps', 'default', 'pgenv', (copy) => void (copy.data = {A: '1'}));
	expect(statusOf(() => registry.update('configmaps', {...old, data: {B: '2'}}))).toMatchObject({
		message:
			'Operation cannot be fulfilled on configmaps "pgenv": the object has been modified; please apply your changes to the latest version and try again',
		reason: 'Conflict',
		details: {name: 'pgenv', kind: 'configmaps'},
		code: 409,
	});
});

test('a watch gives every change in order, and replays those after a revision', () => {
	const {registry} = testRegistry();
	const seen: string[] = [];
	const note = ({type, object, revision}: Change) => {
		expect(object.metadata.resourceVersion).toBe(String(revision));
		seen.push(`${type} ${object.metadata.name}`);
	};
	const stop = registry.watch('configmaps', note);
	registry.create('configmaps', 'default', {metadata: {name: 'a'}});
	const after = registry.revision();
	registry.modify('configmaps', 'default', 'a', (copy) => void (copy.data = {k: 'v'}));
	registry.delete('configmaps', 'default', 'a');
	stop();
	registry.create('configmaps', 'default', {metadata: {name: 'b'}});
	expect(seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);

	seen.length = 0;
	registry.watch('configmaps', note, {after});
	expect(seen).toEqual(['MODIFIED a', 'DELETED a', 'ADDED b']);
});

test('a write that changes nothing is no write', () => {
	const {registry} = testRegistry();
	registry.create('configmaps', 'default', {metadata: {name: 'a'}, data: {k: 'v'}});
	const before = registry.revision();
	registry.modify('configmaps', 'default', 'a', (copy) => void (copy.data = {k: 'v'}));
	registry.modify('configmaps', 'default', 'a', () => false);
	expect(registry.revision()).toBe(before);
});
