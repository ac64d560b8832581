import {expect, test} from 'vitest';
import {testApi} from '../../helpers/api-server.ts';

const aggregated = (version: string) =>
	`application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList,application/json`;

test('aggregated discovery lists the core resources with their subresources', async () => {
	const api = await testApi();
	const answer = await api.request('/api', {headers: {accept: aggregated('v2')}});
	expect(answer.headers['content-type']).toBe(
		'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
	);
	expect(answer.json).toMatchObject({kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2'});
	const resources = answer.json.items[0].versions[0].resources as Array<{resource: string}>;
	expect(resources.find(({resource}) => resource === 'pods')).toEqual({
		resource: 'pods',
		responseKind: {group: '', version: '', kind: 'Pod'},
		scope: 'Namespaced',
		singularResource: 'pod',
		verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
		shortNames: ['po'],
		categories: ['all'],
		subresources: [
			{
				subresource: 'exec',
				responseKind: {group: '', version: '', kind: 'PodExecOptions'},
				verbs: ['create', 'get'],
			},
			{subresource: 'log', responseKind: {group: '', version: '', kind: 'Pod'}, verbs: ['get']},
			{
				subresource: 'status',
				responseKind: {group: '', version: '', kind: 'Pod'},
				verbs: ['get', 'patch', 'update'],
			},
		],
	});
});

test('aggregated discovery of the groups, also in its older version, is not sent twice', async () => {
	const api = await testApi();
	const headers = {accept: aggregated('v2beta1')};
	const answer = await api.request('/apis', {headers});
	expect(answer.json.apiVersion).toBe('apidiscovery.k8s.io/v2beta1');
	expect(answer.json.items.map(({metadata}: {metadata: {name: string}}) => metadata.name)).toEqual([
		'apps',
		'authentication.k8s.io',
		'authorization.k8s.io',
		'discovery.k8s.io',
		'storage.k8s.io',
	]);
	const again = await api.request('/apis', {
		headers: {...headers, 'if-none-match': String(answer.headers.etag)},
	});
	expect(again).toMatchObject({status: 304, text: ''});
});

test('a client without aggregated discovery finds the same', async () => {
	const api = await testApi();
	const get = async (target: string) => (await api.request(target)).json;
	expect(await get('/api')).toMatchObject({kind: 'APIVersions', versions: ['v1']});
	expect((await get('/apis')).groups[0]).toEqual({
		name: 'apps',
		versions: [{groupVersion: 'apps/v1', version: 'v1'}],
		preferredVersion: {groupVersion: 'apps/v1', version: 'v1'},
	});
	expect(await get('/apis/apps')).toMatchObject({kind: 'APIGroup', apiVersion: 'v1', name: 'apps'});
	expect(await get('/apis/apps/v1')).toMatchObject({
		kind: 'APIResourceList',
		groupVersion: 'apps/v1',
		resources: expect.arrayContaining([
			expect.objectContaining({name: 'statefulsets', kind: 'StatefulSet', shortNames: ['sts']}),
			expect.objectContaining({name: 'statefulsets/scale', group: 'autoscaling', kind: 'Scale'}),
		]),
	});
	expect((await get('/api/v1')).groupVersion).toBe('v1');
});

test('OpenAPI says which query parameters a kind takes and what its fields are', async () => {
	const api = await testApi();
	const index = (await api.request('/openapi/v3')).json as {
		paths: Record<string, {serverRelativeURL: string}>;
	};
	expect(Object.keys(index.paths)).toEqual([
		'api/v1',
		'apis/apps/v1',
		'apis/discovery.k8s.io/v1',
		'apis/storage.k8s.io/v1',
	]);
	const {json} = await api.request(index.paths['apis/apps/v1']!.serverRelativeURL);
	const {patch} = json.paths['/apis/apps/v1/namespaces/{namespace}/statefulsets/{name}'];
	expect(patch['x-kubernetes-group-version-kind']).toEqual({
		group: 'apps',
		version: 'v1',
		kind: 'StatefulSet',
	});
	expect(patch.parameters.map(({name}: {name: string}) => name)).toEqual([
		'dryRun',
		'fieldManager',
		'fieldValidation',
		'force',
	]);
	const spec = json.components.schemas['io.k8s.api.apps.v1.StatefulSetSpec'];
	expect(spec.properties.replicas).toEqual({type: 'integer', format: 'int32'});
	expect(spec.properties.template).toEqual({
		allOf: [{$ref: '#/components/schemas/io.k8s.api.core.v1.PodTemplateSpec'}],
	});
	const pod = json.components.schemas['io.k8s.api.core.v1.PodSpec'];
	expect(pod.properties.containers).toMatchObject({
		type: 'array',
		'x-kubernetes-patch-merge-key': 'name',
		'x-kubernetes-patch-strategy': 'merge',
	});
	const references = JSON.stringify(json).matchAll(/"#\/components\/schemas\/([^"]+)"/gu);
	for (const [, name] of references) {
		expect(json.components.schemas).toHaveProperty([name!]);
	}
});

test('every kind has columns, a schema and a place in discovery', async () => {
	const {kinds} = await import('../../../src/playground/kinds/index.ts');
	const {columnsOf} = await import('../../../src/playground/kinds/columns/index.ts');
	const {schemasOf} = await import('../../../src/playground/api/openapi/schemas.ts');
	for (const kind of kinds) {
		expect(columnsOf(kind.resource).some(({format}) => format === 'name')).toBe(true);
	}

	const schemas = schemasOf(kinds);
	expect(kinds.map(({schema}) => schema).filter((schema) => schemas[schema] === undefined)).toEqual([]);
});
