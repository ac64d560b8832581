import {createServer, type Server} from 'node:net';
import {once} from 'node:events';
import {get as httpsGet} from 'node:https';
import {expect, test} from 'vitest';
import {testApi} from '../../helpers/api-server.ts';
import {ensurePki} from '../../../src/playground/pki/pki.ts';
import {systemClock} from '../../../src/lib/clock.ts';
import {createApiServer} from '../../../src/playground/api/server.ts';
import {kinds} from '../../../src/playground/kinds/index.ts';
import {noAgent} from '../../helpers/api-server.ts';
import {testRegistry} from '../../helpers/registry.ts';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {connect as tlsConnect} from 'node:tls';

test('a client without a certificate sees health and version, and nothing else', async () => {
	const api = await testApi();
	for (const open of ['/healthz', '/livez', '/readyz']) {
		expect(await api.request(open, {authenticated: false})).toMatchObject({status: 200, text: 'ok'});
	}

	expect((await api.request('/version', {authenticated: false})).json.gitVersion).toBe('v1.36.2+doklab');
	expect((await api.request('/api/v1/namespaces', {authenticated: false})).json).toEqual({
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Failure',
		message: 'Unauthorized',
		reason: 'Unauthorized',
		code: 401,
	});
});

test('a certificate of another authority, and the server certificate itself, are no credential', async () => {
	const api = await testApi();
	const directory = await mkdtemp(path.join(tmpdir(), 'doklab-other-'));
	const other = await ensurePki(directory);
	await rm(directory, {recursive: true});
	for (const pair of [other.client, api.pki.server]) {
		const request = httpsGet({
			host: '127.0.0.1',
			port: api.port,
			path: '/api/v1/namespaces',
			ca: api.pki.ca.certificate,
			cert: pair.certificate,
			key: pair.key,
			agent: false,
		});
		const [response] = await once(request, 'response');
		response.resume();
		expect(response.statusCode).toBe(401);
	}
});

test('a TLS session that began without a certificate is none after it is resumed either', async () => {
	const api = await testApi();
	let session: Buffer | undefined;
	const connect = async () => {
		const socket = tlsConnect({host: '127.0.0.1', port: api.port, ca: api.pki.ca.certificate, session});
		socket.on('session', (ticket) => {
			session = ticket;
		});
		await once(socket, 'secureConnect');
		const reused = socket.isSessionReused();
		socket.write('GET /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
		let text = '';
		for await (const chunk of socket as AsyncIterable<Buffer>) {
			text += chunk.toString();
		}

		return `${reused} ${text.split('\r\n')[0]}`;
	};

	expect(await connect()).toBe('false HTTP/1.1 401 Unauthorized');
	expect(await connect()).toBe('true HTTP/1.1 401 Unauthorized');
});

test('a path that there is nothing at is a NotFound Status', async () => {
	const api = await testApi();
	for (const target of [
		'/',
		'/nope',
		'/apis/nope/v1',
		'/apis/apps/v2/statefulsets',
		'/api/v1/nopes',
		'/api/v1/pods/x',
	]) {
		expect(await api.request(target)).toMatchObject({
			status: 404,
			json: {reason: 'NotFound', message: 'the server could not find the requested resource'},
		});
	}
});

test('a method that a path does not have is MethodNotAllowed', async () => {
	const api = await testApi();
	expect(await api.request('/api/v1/pods', {method: 'POST', body: {}})).toMatchObject({
		status: 405,
		json: {
			reason: 'MethodNotAllowed',
			message: 'the server does not allow this method on the requested resource',
		},
	});
});

test('a body beyond 3 MiB is refused with 413, and the server goes on', async () => {
	const api = await testApi();
	const body = JSON.stringify({metadata: {name: 'big'}, data: {key: 'x'.repeat(3 * 1024 * 1024)}});
	const target = '/api/v1/namespaces/default/configmaps';
	const answer = await api.request(target, {method: 'POST', body});
	expect(answer).toMatchObject({
		status: 413,
		json: {reason: 'RequestEntityTooLarge', message: 'Request entity too large: limit is 3145728'},
	});
	expect((await api.request('/healthz')).status).toBe(200);
});

test('an error of ours is a 500 Status; it is logged and the server goes on', async () => {
	const agent = {
		...noAgent,
		logs: () => {
			throw new TypeError('boom');
		},
	};
	const api = await testApi({agent});
	expect(await api.request('/api/v1/namespaces/default/pods/x/log')).toMatchObject({
		status: 500,
		json: {reason: 'InternalError', message: 'Internal error occurred: boom'},
	});
	expect(api.logged).toHaveLength(1);
	expect(api.logged[0]).toContain('GET /api/v1/namespaces/default/pods/x/log: TypeError: boom');
	expect((await api.request('/api/v1/namespaces/default')).status).toBe(200);
});

test('it serves on a server that listens already, and closes it', async () => {
	const api = await testApi();
	const outer: Server = createServer();
	outer.listen(0, '127.0.0.1');
	await once(outer, 'listening');
	const server = createApiServer({
		registry: testRegistry().registry,
		kinds,
		agent: noAgent,
		pki: api.pki,
		version: 'v1.36.2',
		clock: systemClock,
	});
	const port = await server.listen(outer);
	const request = httpsGet({
		host: '127.0.0.1',
		port,
		path: '/readyz',
		ca: api.pki.ca.certificate,
		agent: false,
	});
	const [response] = await once(request, 'response');
	response.resume();
	expect(response.statusCode).toBe(200);
	await server.close();
	expect(outer.listening).toBe(false);
});

test('closing ends watches that are open', async () => {
	const api = await testApi();
	const response = await api.open('/api/v1/namespaces?watch=1');
	response.resume();
	const ended = once(response, 'close');
	await api.server.close();
	await ended;
	expect(response.complete).toBe(true);
	await expect(api.request('/readyz')).rejects.toThrow('ECONNREFUSED');
});

test('SelfSubjectAccessReview is allowed, whatever is asked', async () => {
	const api = await testApi();
	const answer = await api.request('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
		method: 'POST',
		body: {spec: {resourceAttributes: {verb: 'create', resource: 'pods'}}},
	});
	expect(answer).toMatchObject({
		status: 201,
		json: {
			kind: 'SelfSubjectAccessReview',
			spec: {resourceAttributes: {verb: 'create'}},
			status: {allowed: true},
		},
	});
});
