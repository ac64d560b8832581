import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {Agent, request as httpsRequest} from 'node:https';
import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import {systemClock, type Clock} from '../../src/lib/clock.ts';
import {createApiServer, type ApiServer} from '../../src/playground/api/server.ts';
import {kinds} from '../../src/playground/kinds/index.ts';
import type {NodeAgent} from '../../src/playground/kubelet/types.ts';
import {writeKubeconfig} from '../../src/playground/pki/kubeconfig.ts';
import {ensurePki, type Pki} from '../../src/playground/pki/pki.ts';
import type {Registry} from '../../src/playground/registry/types.ts';
import {testRegistry} from './registry.ts';

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** The body, when it is JSON. */
	json: any;
}

export interface RequestOptions {
	method?: string;
	headers?: Record<string, string>;
	/** An object is sent as JSON. */
	body?: unknown;
	/** False: without the client certificate. */
	authenticated?: boolean;
}

export interface TestApi {
	registry: Registry;
	server: ApiServer;
	pki: Pki;
	port: number;
	/** A kubeconfig for it, in a directory of its own. */
	kubeconfig: string;
	directory: string;
	/** What the server logged. */
	logged: string[];
	request(path: string, options?: RequestOptions): Promise<Answer>;
	/** The response as it comes, for watches and logs. */
	open(path: string, options?: RequestOptions): Promise<IncomingMessage>;
}

/** An agent for Pods without a kubelet: no logs, nothing to execute. */
export const noAgent: NodeAgent = {
	async *logs() {},
	exec: () => Promise.reject(new Error('nothing runs here')),
};

let pkiOfAll: Promise<Pki> | undefined;

/** A real API server over a real registry, closed when the test ends. */
export async function testApi(
	options: {agent?: NodeAgent; clock?: Clock; namespaces?: string[]} = {},
): Promise<TestApi> {
	const clock = options.clock ?? systemClock;
	const directory = await mkdtemp(path.join(tmpdir(), 'doklab-api-'));
	const {registry} = testRegistry({clock, namespaces: options.namespaces});
	pkiOfAll ??= makePki();
	const pki = await pkiOfAll;
	const logged: string[] = [];
	const server = createApiServer({
		registry,
		kinds,
		agent: options.agent ?? noAgent,
		pki,
		version: 'v1.36.2+doklab',
		clock,
		log: (line) => logged.push(line),
	});
	const port = await server.listen(0);
	const kubeconfig = path.join(directory, 'kubeconfig');
	await writeKubeconfig(kubeconfig, {pki, port});
	onTestFinished(async () => {
		await server.close();
		await rm(directory, {recursive: true, force: true});
	});

	const open = (target: string, request: RequestOptions = {}) => send({pki, port}, target, request);
	return {
		registry,
		server,
		pki,
		port,
		kubeconfig,
		directory,
		logged,
		open,
		request: async (target, request) => readAnswer(await open(target, request)),
	};
}

async function makePki(): Promise<Pki> {
	const directory = await mkdtemp(path.join(tmpdir(), 'doklab-api-pki-'));
	try {
		return await ensurePki(directory);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

async function send(
	{pki, port}: {pki: Pki; port: number},
	target: string,
	{method = 'GET', headers = {}, body, authenticated = true}: RequestOptions,
): Promise<IncomingMessage> {
	const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const request = httpsRequest({
		host: '127.0.0.1',
		port,
		path: target,
		method,
		ca: pki.ca.certificate,
		...(authenticated && {cert: pki.client.certificate, key: pki.client.key}),
		agent: new Agent({keepAlive: false}),
		headers: {
			...(text !== undefined && {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(text),
			}),
			...headers,
		},
	});
	request.end(text);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	return response;
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
	const chunks: Buffer[] = [];
	for await (const chunk of response as AsyncIterable<Buffer>) {
		chunks.push(chunk);
	}

	const text = Buffer.concat(chunks).toString();
	const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
	return {
		status: response.statusCode!,
		headers: response.headers,
		text,
		json: isJson ? JSON.parse(text) : undefined,
	};
}

/** The events of a watch, one at a time. */
export async function* watchEvents(response: IncomingMessage): AsyncGenerator<any, void> {
	let rest = '';
	for await (const chunk of response as AsyncIterable<Buffer>) {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop()!;
		for (const line of lines) {
			yield JSON.parse(line);
		}
	}
}
