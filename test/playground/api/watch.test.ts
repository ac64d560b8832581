import {expect, test} from 'vitest';
import {testApi, watchEvents, type TestApi} from '../../helpers/api-server.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';

async function watch(api: TestApi, query: string, headers?: Record<string, string>) {
	const response = await api.open(`${configMaps}?watch=1${query}`, {headers});
	const events = watchEvents(response);
	return {
		response,
		/** The next event, as `TYPE name`. */
		async next() {
			const {value} = await events.next();
			return value === undefined ? undefined : `${value.type} ${value.object.metadata?.name ?? ''}`.trim();
		},
		async raw() {
			return (await events.next()).value;
		},
	};
}

function create(api: TestApi, name: string, labels?: Record<string, string>) {
	return api.registry.create('configmaps', 'default', {metadata: {name, labels}});
}

function relabel(api: TestApi, name: string, app: string) {
	api.registry.modify('configmaps', 'default', name, (copy) => {
		copy.metadata.labels = {app};
	});
}

test('without a revision a watch begins with what there is, and goes on with every change', async () => {
	const api = await testApi();
	create(api, 'one');
	const watched = await watch(api, '');
	expect(await watched.next()).toBe('ADDED one');
	create(api, 'two');
	expect(await watched.next()).toBe('ADDED two');
	relabel(api, 'one', 'x');
	expect(await watched.next()).toBe('MODIFIED one');
	api.registry.delete('configmaps', 'default', 'one');
	const deleted = await watched.raw();
	expect(deleted).toMatchObject({
		type: 'DELETED',
		object: {kind: 'ConfigMap', metadata: {name: 'one', resourceVersion: String(api.registry.revision())}},
	});
	watched.response.destroy();
});

test('from a revision a watch has the changes since then alone', async () => {
	const api = await testApi();
	create(api, 'one');
	const revision = api.registry.revision();
	create(api, 'two');
	const watched = await watch(api, `&resourceVersion=${revision}`);
	expect(await watched.next()).toBe('ADDED two');
	create(api, 'three');
	expect(await watched.next()).toBe('ADDED three');
	watched.response.destroy();
});

test('other namespaces and names are not seen', async () => {
	const api = await testApi({namespaces: ['other']});
	const watched = await watch(api, '&fieldSelector=metadata.name%3Dtwo');
	create(api, 'one');
	api.registry.create('configmaps', 'other', {metadata: {name: 'two'}});
	create(api, 'two');
	expect(await watched.raw()).toMatchObject({
		type: 'ADDED',
		object: {metadata: {namespace: 'default', name: 'two'}},
	});
	watched.response.destroy();
});

test('an object that comes to match a selector is ADDED, one that no longer does is DELETED as it was', async () => {
	const api = await testApi();
	const watched = await watch(api, '&labelSelector=app%3Da');
	create(api, 'one', {app: 'b'});
	relabel(api, 'one', 'a');
	expect(await watched.next()).toBe('ADDED one');
	relabel(api, 'one', 'b');
	expect(await watched.raw()).toMatchObject({
		type: 'DELETED',
		object: {metadata: {name: 'one', labels: {app: 'a'}, resourceVersion: String(api.registry.revision())}},
	});
	relabel(api, 'one', 'c');
	create(api, 'last', {app: 'a'});
	expect(await watched.next()).toBe('ADDED last');
	watched.response.destroy();
});

test('sendInitialEvents ends what there is with a bookmark that says so', async () => {
	const api = await testApi();
	create(api, 'one');
	const query = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
	const watched = await watch(api, query);
	expect(await watched.next()).toBe('ADDED one');
	expect(await watched.raw()).toEqual({
		type: 'BOOKMARK',
		object: {
			kind: 'ConfigMap',
			apiVersion: 'v1',
			metadata: {
				resourceVersion: String(api.registry.revision()),
				annotations: {'k8s.io/initial-events-end': 'true'},
			},
		},
	});
	create(api, 'two');
	expect(await watched.next()).toBe('ADDED two');
	watched.response.destroy();
});

test('sendInitialEvents without resourceVersionMatch is Invalid', async () => {
	const api = await testApi();
	expect((await api.request(`${configMaps}?watch=1&sendInitialEvents=true`)).json).toMatchObject({
		code: 422,
		message:
			'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: ' +
			'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
	});
});

test('a revision that is no longer kept is an ERROR event of 410', async () => {
	const api = await testApi();
	for (let count = 0; count < 3; count++) {
		create(api, `m${count}`);
	}

	const {watch: real} = api.registry;
	const {expired} = await import('../../../src/playground/registry/status-error.ts');
	api.registry.watch = () => {
		throw expired(1, 3);
	};
	const watched = await watch(api, '&resourceVersion=1');
	api.registry.watch = real;
	expect(watched.response.statusCode).toBe(200);
	expect(await watched.raw()).toEqual({
		type: 'ERROR',
		object: {
			kind: 'Status',
			apiVersion: 'v1',
			metadata: {},
			status: 'Failure',
			message: 'too old resource version: 1 (3)',
			reason: 'Expired',
			code: 410,
		},
	});
	expect(await watched.next()).toBeUndefined();
});

test('timeoutSeconds ends the stream as a whole response', async () => {
	const api = await testApi();
	const watched = await watch(api, '&timeoutSeconds=1');
	expect(await watched.next()).toBeUndefined();
	expect(watched.response.complete).toBe(true);
});

test('a watch as Table has the columns in its first event alone', async () => {
	const api = await testApi();
	create(api, 'one');
	const watched = await watch(api, '', {
		accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
	});
	create(api, 'two');
	const first = await watched.raw();
	expect(first.object.columnDefinitions.map(({name}: {name: string}) => name)).toEqual([
		'Name',
		'Data',
		'Age',
	]);
	expect(first.object.rows[0].cells.slice(0, 2)).toEqual(['one', 0]);
	const second = await watched.raw();
	expect(second.object.columnDefinitions).toEqual([]);
	expect(second.object.rows[0].object).toMatchObject({
		kind: 'PartialObjectMetadata',
		metadata: {name: 'two'},
	});
	watched.response.destroy();
});

test('a client that goes away is forgotten', async () => {
	const api = await testApi();
	let watchers = 0;
	const {watch: real} = api.registry;
	api.registry.watch = ((...parameters: Parameters<typeof real>) => {
		watchers++;
		const stop = real(...parameters);
		return () => {
			watchers--;
			stop();
		};
	}) as typeof real;
	const watched = await watch(api, '');
	await expect.poll(() => watchers).toBe(1);
	watched.response.destroy();
	await expect.poll(() => watchers).toBe(0);
});

test('a reader that lets too much pile up is cut off', async () => {
	const api = await testApi();
	const {response} = await watch(api, '');
	// Nothing reads: the stream is never asked for its first event.
	const closed = new Promise((resolve) => {
		response.on('error', resolve);
		response.on('aborted', resolve);
	});
	const big = 'x'.repeat(900_000);
	for (let count = 0; count < 60; count++) {
		api.registry.create('configmaps', 'default', {metadata: {name: `big${count}`}, data: {big}});
	}

	response.resume();
	await closed;
	expect(response.complete).toBe(false);
});
