import {expect, test} from 'vitest';
import {testApi} from '../../helpers/api-server.ts';

const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

test('a list as Table has the columns with their priorities, and of each object its metadata', async () => {
	const api = await testApi();
	const {json} = await api.request('/api/v1/namespaces?limit=500', {headers: {accept}});
	expect(json).toMatchObject({
		kind: 'Table',
		apiVersion: 'meta.k8s.io/v1',
		metadata: {resourceVersion: String(api.registry.revision())},
	});
	expect(json.columnDefinitions).toMatchObject([
		{name: 'Name', type: 'string', format: 'name', priority: 0},
		{name: 'Status', type: 'string', format: '', priority: 0},
		{name: 'Age', type: 'string', format: '', priority: 0},
	]);
	expect(json.rows).toHaveLength(1);
	expect(json.rows[0].cells.slice(0, 2)).toEqual(['default', 'Active']);
	expect(json.rows[0].object).toEqual({
		kind: 'PartialObjectMetadata',
		apiVersion: 'meta.k8s.io/v1',
		metadata: api.registry.get('namespaces', undefined, 'default').metadata,
	});
});

test('includeObject chooses what goes with each row', async () => {
	const api = await testApi();
	const row = async (include: string) =>
		(await api.request(`/api/v1/namespaces/default?includeObject=${include}`, {headers: {accept}})).json;
	expect((await row('None')).rows[0]).not.toHaveProperty('object');
	expect((await row('Object')).rows[0].object.kind).toBe('Namespace');
	expect(await row('Nope')).toMatchObject({code: 400, message: 'unrecognized includeObject value: "Nope"'});
});

test('a Table of something that is not there is the Status all the same', async () => {
	const api = await testApi();
	expect(await api.request('/api/v1/namespaces/nope', {headers: {accept}})).toMatchObject({
		status: 404,
		json: {kind: 'Status', reason: 'NotFound'},
	});
});
