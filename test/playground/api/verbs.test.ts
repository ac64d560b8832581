import {expect, test} from 'vitest';
import {testApi, type TestApi} from '../../helpers/api-server.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';

function create(api: TestApi, name: string, more: Record<string, unknown> = {}) {
	return api.request(configMaps, {method: 'POST', body: {metadata: {name, ...more}, data: {a: '1'}}});
}

test('create answers 201 with the object as it is stored; get gives the same', async () => {
	const api = await testApi();
	const created = await create(api, 'one');
	expect(created.status).toBe(201);
	expect(created.json).toMatchObject({
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'one', namespace: 'default', uid: expect.any(String)},
		data: {a: '1'},
	});
	expect((await api.request(`${configMaps}/one`)).json).toEqual(created.json);
});

test('a second create is AlreadyExists, a get of nothing NotFound', async () => {
	const api = await testApi();
	await create(api, 'one');
	expect(await create(api, 'one')).toMatchObject({
		status: 409,
		json: {reason: 'AlreadyExists', message: 'configmaps "one" already exists'},
	});
	expect(await api.request(`${configMaps}/two`)).toMatchObject({
		status: 404,
		json: {
			reason: 'NotFound',
			message: 'configmaps "two" not found',
			details: {name: 'two', kind: 'configmaps'},
		},
	});
});

test('a YAML body is read like a JSON one', async () => {
	const api = await testApi();
	const answer = await api.request(configMaps, {
		method: 'POST',
		headers: {'content-type': 'application/yaml'},
		body: 'metadata:\n  name: one\ndata:\n  a: "1"\n',
	});
	expect(answer).toMatchObject({status: 201, json: {data: {a: '1'}}});
});

test('a body that is not JSON is a BadRequest in the words of the server', async () => {
	const api = await testApi();
	const post = (body: string) => api.request(configMaps, {method: 'POST', body});
	expect((await post('{bad')).json).toMatchObject({
		code: 400,
		reason: 'BadRequest',
		message:
			"the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; " +
			"json parse error: invalid character 'b' looking for beginning of object key string ({bad)",
	});
	expect((await post('{"a":1')).json.message).toContain(
		'json parse error: unexpected end of JSON input ({"a":1)',
	);
	expect((await post('')).json.message).toContain('(<empty>)');
});

test('a content type that is not read here is a 415', async () => {
	const api = await testApi();
	const answer = await api.request(configMaps, {
		method: 'POST',
		headers: {'content-type': 'text/plain'},
		body: 'x',
	});
	expect(answer).toMatchObject({
		status: 415,
		json: {
			reason: 'UnsupportedMediaType',
			message:
				'the body of the request was in an unknown format - accepted media types include: ' +
				'application/json, application/yaml, application/vnd.kubernetes.protobuf',
		},
	});
});

test('a key that stands twice is refused with Strict and warned of otherwise', async () => {
	const api = await testApi();
	const body = '{"metadata":{"name":"one"},"data":{"a":"1","a":"2"}}';
	expect(await api.request(`${configMaps}?fieldValidation=Strict`, {method: 'POST', body})).toMatchObject({
		status: 400,
		json: {
			message:
				'ConfigMap in version "v1" cannot be handled as a ConfigMap: ' +
				'strict decoding error: duplicate field "data.a"',
		},
	});
	const warned = await api.request(configMaps, {method: 'POST', body});
	expect(warned.status).toBe(201);
	expect(warned.headers.warning).toBe(String.raw`299 - "duplicate field \"data.a\""`);
});

test('a body for another namespace than the path is refused', async () => {
	const api = await testApi();
	expect(await create(api, 'one', {namespace: 'other'})).toMatchObject({
		status: 400,
		json: {message: 'the namespace of the provided object does not match the namespace sent on the request'},
	});
});

test('the field manager is the query parameter, or the beginning of the User-Agent', async () => {
	const api = await testApi();
	await api.request(configMaps, {
		method: 'POST',
		body: {metadata: {name: 'one'}, data: {a: '1'}},
		headers: {'user-agent': 'kubectl/v1.36.2 (linux/amd64)'},
	});
	await api.request(`${configMaps}?fieldManager=me`, {
		method: 'POST',
		body: {metadata: {name: 'two'}, data: {a: '1'}},
	});
	const managers = ['one', 'two'].map(
		(name) => api.registry.get('configmaps', 'default', name).metadata.managedFields?.[0]?.manager,
	);
	expect(managers).toEqual(['kubectl', 'me']);
});

test('dryRun=All stores nothing; another value is Invalid', async () => {
	const api = await testApi();
	const post = (dryRun: string) =>
		api.request(`${configMaps}?dryRun=${dryRun}`, {method: 'POST', body: {metadata: {name: 'one'}}});
	expect((await post('All')).status).toBe(201);
	expect(api.registry.find('configmaps', 'default', 'one')).toBeUndefined();
	expect((await post('Some')).json).toMatchObject({
		code: 422,
		message:
			'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: "Some": supported values: "All"',
	});
});

test('an update from an old version is a Conflict', async () => {
	const api = await testApi();
	const {json} = await create(api, 'one');
	const put = (object: unknown) => api.request(`${configMaps}/one`, {method: 'PUT', body: object});
	expect((await put({...json, data: {a: '2'}})).json.data).toEqual({a: '2'});
	expect((await put({...json, data: {a: '3'}})).json).toMatchObject({
		code: 409,
		reason: 'Conflict',
		message:
			'Operation cannot be fulfilled on configmaps "one": the object has been modified; ' +
			'please apply your changes to the latest version and try again',
	});
});

test('an update under another name than the path is refused', async () => {
	const api = await testApi();
	await create(api, 'one');
	const answer = await api.request(`${configMaps}/one`, {method: 'PUT', body: {metadata: {name: 'two'}}});
	expect(answer.json).toMatchObject({
		code: 400,
		message: 'the name of the object (two) does not match the name on the URL (one)',
	});
});

test('delete of what is gone at once answers with a Status that names it', async () => {
	const api = await testApi();
	const {json} = await create(api, 'one');
	const answer = await api.request(`${configMaps}/one`, {
		method: 'DELETE',
		body: {propagationPolicy: 'Background'},
	});
	expect(answer).toMatchObject({status: 200});
	expect(answer.json).toEqual({
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Success',
		details: {name: 'one', kind: 'configmaps', uid: json.metadata.uid},
	});
});

test('delete with the uid of another object is a Conflict', async () => {
	const api = await testApi();
	await create(api, 'one');
	const answer = await api.request(`${configMaps}/one`, {
		method: 'DELETE',
		body: {preconditions: {uid: 'x'}},
	});
	expect(answer.json).toMatchObject({code: 409, reason: 'Conflict'});
});

test('deletecollection deletes what its selector chooses', async () => {
	const api = await testApi();
	await create(api, 'one', {labels: {app: 'a'}});
	await create(api, 'two', {labels: {app: 'b'}});
	const answer = await api.request(`${configMaps}?labelSelector=app%3Da`, {method: 'DELETE'});
	expect(answer.json).toMatchObject({kind: 'ConfigMapList', items: [{metadata: {name: 'one'}}]});
	expect(api.registry.list('configmaps', {namespace: 'default'}).map(({metadata}) => metadata.name)).toEqual([
		'two',
	]);
});

test('list says the newest revision and takes both selectors, in one namespace or all', async () => {
	const api = await testApi({namespaces: ['other']});
	await create(api, 'one', {labels: {app: 'a'}});
	await create(api, 'two', {labels: {app: 'a'}});
	api.registry.create('configmaps', 'other', {metadata: {name: 'three', labels: {app: 'a'}}});
	const names = async (target: string) =>
		((await api.request(target)).json.items as Array<{metadata: {name: string}}>).map(
			({metadata}) => metadata.name,
		);
	expect(await names(`${configMaps}?labelSelector=app%3Da&fieldSelector=metadata.name%21%3Done`)).toEqual([
		'two',
	]);
	expect(await names('/api/v1/configmaps?labelSelector=app')).toEqual(['one', 'two', 'three']);
	const {json} = await api.request(configMaps);
	expect(json).toMatchObject({
		kind: 'ConfigMapList',
		apiVersion: 'v1',
		metadata: {resourceVersion: String(api.registry.revision())},
	});
	expect((await api.request(`${configMaps}?fieldSelector=nope%3D1`)).json.code).toBe(400);
});

test('a list read in parts is the list as it was, whatever is written meanwhile', async () => {
	const api = await testApi();
	for (const name of ['a', 'b', 'c', 'd', 'e']) {
		await create(api, name);
	}

	const revision = String(api.registry.revision());
	const first = (await api.request(`${configMaps}?limit=2`)).json;
	expect(first.metadata).toMatchObject({resourceVersion: revision, remainingItemCount: 3});
	api.registry.delete('configmaps', 'default', 'c');
	await create(api, 'f');
	const next = (token: string) => api.request(`${configMaps}?limit=2&continue=${token}`);
	const second = (await next(first.metadata.continue)).json;
	const third = (await next(second.metadata.continue)).json;
	expect(third.metadata).toEqual({resourceVersion: revision});
	const items = [...first.items, ...second.items, ...third.items] as Array<{metadata: {name: string}}>;
	expect(items.map(({metadata}) => metadata.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
	expect((await next('bm9wZQ')).json).toMatchObject({code: 410, reason: 'Expired'});
});

test('a revision of the future is answered with 504, one that is no number with 400', async () => {
	const api = await testApi();
	const current = api.registry.revision();
	expect((await api.request(`${configMaps}?resourceVersion=999`)).json).toMatchObject({
		code: 504,
		reason: 'Timeout',
		message: `Timeout: Too large resource version: 999, current: ${current}`,
	});
	expect((await api.request(`${configMaps}?resourceVersion=abc`)).json.code).toBe(400);
});

test('what cannot be served as any accepted type is a 406', async () => {
	const api = await testApi();
	const answer = await api.request(configMaps, {headers: {accept: 'text/html'}});
	expect(answer).toMatchObject({status: 406, json: {reason: 'NotAcceptable'}});
});

test('an object can be had as YAML, indented, and as its metadata alone', async () => {
	const api = await testApi();
	await create(api, 'one');
	const yaml = await api.request(`${configMaps}/one`, {headers: {accept: 'application/yaml'}});
	expect(yaml.headers['content-type']).toBe('application/yaml');
	expect(yaml.text).toContain('kind: ConfigMap\n');
	expect((await api.request(`${configMaps}/one`, {headers: {'user-agent': 'curl/8'}})).text).toMatch(
		/^\{\n  "/u,
	);
	const partial = await api.request(configMaps, {
		headers: {accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'},
	});
	expect(partial.json).toMatchObject({
		kind: 'PartialObjectMetadataList',
		items: [{kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: {name: 'one'}}],
	});
	expect(partial.json.items[0].data).toBeUndefined();
});

test('the finalize subresource of a Namespace lets it go', async () => {
	const api = await testApi({namespaces: ['gone']});
	const deleted = await api.request('/api/v1/namespaces/gone', {method: 'DELETE'});
	expect(deleted.json).toMatchObject({kind: 'Namespace', status: {phase: 'Terminating'}});
	const body = {...deleted.json, spec: {finalizers: []}};
	expect((await api.request('/api/v1/namespaces/gone/finalize', {method: 'PUT', body})).status).toBe(200);
	expect(api.registry.find('namespaces', undefined, 'gone')).toBeUndefined();
});
