import {once} from 'node:events';
import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {WebSocket} from 'ws';
import {StatusError} from '../../../src/playground/registry/status-error.ts';
import type {ExecOptions, ExecProcess} from '../../../src/playground/runtime/types.ts';
import {noAgent, testApi, type TestApi} from '../../helpers/api-server.ts';

class FakeProcess implements ExecProcess {
	readonly stdin = new PassThrough();
	readonly stdout = new PassThrough();
	readonly stderr = new PassThrough();
	readonly sizes: string[] = [];
	killed = false;
	end!: (exitCode: number) => void;
	readonly exited = new Promise<{exitCode: number}>((resolve) => {
		this.end = (exitCode) => {
			this.stdout.end();
			this.stderr.end();
			resolve({exitCode});
		};
	});

	resize(columns: number, rows: number): void {
		this.sizes.push(`${columns}x${rows}`);
	}

	kill(): void {
		this.killed = true;
		this.end(137);
	}
}

interface Started {
	pod: string;
	container: string | undefined;
	argv: string[];
	options: ExecOptions;
}

async function testExec() {
	const process = new FakeProcess();
	const started: Started[] = [];
	const api = await testApi({
		agent: {
			...noAgent,
			async exec(_namespace, pod, container, argv, options) {
				started.push({pod, container, argv, options});
				return process;
			},
		},
	});
	return {api, process, started};
}

function connect(api: TestApi, query: string, protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io']) {
	const url = `wss://127.0.0.1:${api.port}/api/v1/namespaces/default/pods/web-0/exec?${query}`;
	const socket = new WebSocket(url, protocols, {
		ca: api.pki.ca.certificate,
		cert: api.pki.client.certificate,
		key: api.pki.client.key,
	});
	const messages: string[] = [];
	socket.on('message', (data: Buffer) => messages.push(`${data[0]}:${data.subarray(1).toString()}`));
	return {socket, messages, closed: once(socket, 'close')};
}

test('output goes out on its channels, and the success at last on the error channel', async () => {
	const {api, process, started} = await testExec();
	const {socket, messages, closed} = connect(
		api,
		'command=echo&command=hi&container=main&stdout=true&stderr=true',
	);
	await once(socket, 'open');
	process.stdout.write('hi\n');
	process.stderr.write('oh\n');
	process.end(0);
	expect(await closed).toEqual([1000, Buffer.alloc(0)]);
	expect(messages[0]).toBe('1:');
	expect(messages.slice(1, -1).toSorted()).toEqual(['1:hi\n', '2:oh\n']);
	expect(messages.at(-1)).toBe('3:{"metadata":{},"status":"Success"}');
	expect(started).toEqual([
		{pod: 'web-0', container: 'main', argv: ['echo', 'hi'], options: {tty: false, stdin: false}},
	]);
	expect(process.killed).toBe(false);
});

test('an exit code that is not zero is told as the server tells it', async () => {
	const {api, process} = await testExec();
	const {socket, messages, closed} = connect(api, 'command=sh&command=-c&command=exit%203&stdout=true');
	await once(socket, 'open');
	process.end(3);
	await closed;
	expect(JSON.parse(messages.at(-1)!.slice(2))).toEqual({
		metadata: {},
		status: 'Failure',
		message:
			'command terminated with non-zero exit code: error executing command [sh -c exit 3], exit code 3',
		reason: 'NonZeroExitCode',
		details: {causes: [{reason: 'ExitCode', message: '3'}]},
	});
});

test('stdin comes in on channel 0 and ends with the close of v5', async () => {
	const {api, process, started} = await testExec();
	const {socket, closed} = connect(api, 'command=cat&stdin=true&stdout=true');
	await once(socket, 'open');
	expect(socket.protocol).toBe('v5.channel.k8s.io');
	socket.send(Buffer.from('\0some input'));
	socket.send(Buffer.of(255, 0));
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) {
		chunks.push(chunk as Buffer);
	}

	expect(Buffer.concat(chunks).toString()).toBe('some input');
	expect(started[0]?.options).toEqual({tty: false, stdin: true});
	process.end(0);
	await closed;
});

test('a terminal is resized by channel 4', async () => {
	const {api, process, started} = await testExec();
	const {socket, closed} = connect(api, 'command=sh&tty=true&stdin=true&stdout=true', ['v4.channel.k8s.io']);
	await once(socket, 'open');
	expect(socket.protocol).toBe('v4.channel.k8s.io');
	socket.send(Buffer.from('\u0004{"Width":120,"Height":40}'));
	socket.send(Buffer.from('\u0004nonsense'));
	await expect.poll(() => process.sizes).toEqual(['120x40']);
	expect(started[0]?.options.tty).toBe(true);
	process.end(0);
	await closed;
});

test('a client that goes away ends the process', async () => {
	const {api, process} = await testExec();
	const {socket} = connect(api, 'command=sleep&command=1d&stdout=true');
	await once(socket, 'open');
	socket.terminate();
	await expect.poll(() => process.killed).toBe(true);
});

test('what is wrong with the request is an HTTP status', async () => {
	const agent = {
		...noAgent,
		exec: () => Promise.reject(new StatusError(404, 'NotFound', 'pods "web-0" not found', {name: 'web-0'})),
	};
	const api = await testApi({agent});
	const {socket} = connect(api, 'command=true');
	const [, response] = await once(socket, 'unexpected-response');
	expect(response.statusCode).toBe(404);
	const chunks: Buffer[] = [];
	for await (const chunk of response) {
		chunks.push(chunk as Buffer);
	}

	expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
		kind: 'Status',
		reason: 'NotFound',
		message: 'pods "web-0" not found',
	});
});

test('a command that cannot be started is told in the session', async () => {
	const agent = {...noAgent, exec: () => Promise.reject(new Error('no such program'))};
	const api = await testApi({agent});
	const {messages, closed} = connect(api, 'command=nope&stdout=true');
	await closed;
	expect(JSON.parse(messages.at(-1)!.slice(2))).toMatchObject({
		status: 'Failure',
		reason: 'InternalError',
		message: 'Internal error occurred: no such program',
		code: 500,
	});
});

test('no command, another protocol or no certificate: refused before anything is started', async () => {
	const {api, started} = await testExec();
	const status = async ({socket}: {socket: WebSocket}) => {
		const [, response] = await once(socket, 'unexpected-response');
		response.resume();
		return response.statusCode;
	};

	expect(await status(connect(api, 'stdout=true'))).toBe(400);
	expect(await status(connect(api, 'command=true', ['channel.k8s.io']))).toBe(400);
	const anonymous = {...api, pki: {...api.pki, client: {certificate: undefined, key: undefined}}};
	expect(await status(connect(anonymous as unknown as TestApi, 'command=true'))).toBe(401);
	expect(started).toEqual([]);
});

test('a lot of output arrives whole, also at a client that stops reading for a while', async () => {
	const {api, process} = await testExec();
	const {socket, closed} = connect(api, 'command=cat&stdout=true');
	let size = 0;
	socket.on('message', (data: Buffer) => {
		size += data[0] === 1 ? data.length - 1 : 0;
		if (size > 0 && size < 1_000_000) {
			socket.pause();
			setImmediate(() => socket.resume());
		}
	});
	await once(socket, 'open');
	for (let count = 0; count < 400; count++) {
		if (!process.stdout.write(Buffer.alloc(100_000))) {
			await once(process.stdout, 'drain');
		}
	}

	process.end(0);
	await closed;
	expect(size).toBe(40_000_000);
});
