import {createServer as createHttpServer} from 'node:http';
import {type AddressInfo, createServer, type Server} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {testKubelet} from './test-kubelet.ts';

test('a readiness probe makes a container ready once it succeeds, and unready after its threshold', async () => {
	const k = await testKubelet();
	let exitCode = 1;
	k.runtime.onExec = () => ({exitCode, stderr: exitCode === 0 ? '' : "cat: can't open '/nope'\n"});
	k.create({}, {readinessProbe: {exec: {command: ['cat', '/nope']}, periodSeconds: 1}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(1500);
	expect(k.status()).toMatchObject({ready: false, started: true});
	expect(k.condition('Ready')).toMatchObject({
		status: 'False',
		reason: 'ContainersNotReady',
		message: 'containers with unready status: [c]',
	});
	expect(k.events()).toContain(
		"Warning Unhealthy spec.containers{c}: Readiness probe failed: cat: can't open '/nope'",
	);
	exitCode = 0;
	await k.advance(1000);
	await k.until(() => expect(k.condition('Ready')?.status).toBe('True'));
	exitCode = 1;
	await k.advance(2000);
	expect(k.condition('Ready')?.status).toBe('True');
	await k.advance(1000);
	await k.until(() => expect(k.condition('Ready')?.status).toBe('False'));
	expect(k.runtime.started).toHaveLength(1);
});

test('the first readiness probe runs as soon as its delay is over', async () => {
	const k = await testKubelet();
	k.create({}, {readinessProbe: {exec: {command: ['true']}, initialDelaySeconds: 3, periodSeconds: 10}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(2750);
	expect(k.runtime.execs).toEqual([]);
	await k.advance(250);
	await k.until(() => expect(k.condition('Ready')?.status).toBe('True'));
});

test('a failing liveness probe restarts the container', async () => {
	const k = await testKubelet();
	k.runtime.onExec = () => ({exitCode: 1, stdout: 'not alive\n'});
	k.create({}, {livenessProbe: {exec: {command: ['sh']}, periodSeconds: 2, failureThreshold: 2}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(1750);
	expect(k.runtime.latest('c').signals).toEqual([]);
	await k.advance(500);
	await k.until(() => expect(k.status().restartCount).toBe(1));
	expect(k.runtime.started[0]?.signals).toEqual(['SIGTERM']);
	expect(k.events()).toEqual(
		expect.arrayContaining([
			'Warning Unhealthy spec.containers{c}: Liveness probe failed: not alive',
			'Normal Killing spec.containers{c}: Container c failed liveness probe, will be restarted',
		]),
	);
});

test('a startup probe holds back the others until it succeeds', async () => {
	const k = await testKubelet();
	let exitCode = 1;
	k.runtime.onExec = () => ({exitCode});
	k.create(
		{},
		{
			startupProbe: {exec: {command: ['startup']}, periodSeconds: 1, failureThreshold: 30},
			readinessProbe: {exec: {command: ['readiness']}, periodSeconds: 10},
			livenessProbe: {exec: {command: ['liveness']}, periodSeconds: 10},
		},
	);
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(3500);
	expect(new Set(k.runtime.execs.map(([, word]) => word))).toEqual(new Set(['startup']));
	expect(k.status()).toMatchObject({started: false, ready: false});
	expect(k.events()).toContain('Warning Unhealthy spec.containers{c}: Startup probe failed: ');
	exitCode = 0;
	await k.advance(750);
	await k.until(() => expect(k.status()).toMatchObject({started: true, ready: true}));
	const last = k.runtime.execs.slice(-2).map(([, word]) => word);
	expect(new Set(last)).toEqual(new Set(['liveness', 'readiness']));
});

test('a command that takes longer than its timeout has failed', async () => {
	const k = await testKubelet();
	k.runtime.onExec = () => ({exitCode: undefined});
	k.create({}, {readinessProbe: {exec: {command: ['sleep', '100']}, periodSeconds: 5}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(1250);
	await k.until(() =>
		expect(k.events()).toContain(
			'Warning Unhealthy spec.containers{c}: Readiness probe failed: command timed out: "sleep 100" timed out after 1s',
		),
	);
});

test('a tcp probe says what the connection said, and succeeds once something listens', async () => {
	const k = await testKubelet();
	k.runtime.ip = '127.0.0.1';
	const {port} = await listening(createServer());
	const free = await freePort();
	k.create({}, {readinessProbe: {tcpSocket: {port: free}, periodSeconds: 1}});
	k.create(
		{},
		{
			ports: [{name: 'postgres', containerPort: port}],
			readinessProbe: {tcpSocket: {port: 'postgres'}, periodSeconds: 1},
		},
		'q',
	);
	await k.until(() => expect(k.pod('q').status.phase).toBe('Running'));
	await k.until(() => expect(k.pod('p').status.phase).toBe('Running'));
	await k.advance(250);
	await k.until(() => expect(k.condition('Ready', 'q')?.status).toBe('True'));
	await k.until(() =>
		expect(k.events()).toContain(
			`Warning Unhealthy spec.containers{c}: Readiness probe failed: dial tcp 127.0.0.1:${free}: connect: connection refused`,
		),
	);
});

test('an http probe goes by the status', async () => {
	const k = await testKubelet();
	k.runtime.ip = '127.0.0.1';
	let status = 500;
	const paths: Array<string | undefined> = [];
	const server = createHttpServer((request, response) => {
		paths.push(request.url);
		response.writeHead(status).end();
	});
	const {port} = await listening(server);
	k.create({}, {readinessProbe: {httpGet: {path: '/healthz', port}, periodSeconds: 1}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(250);
	await k.until(() =>
		expect(k.events()).toContain(
			'Warning Unhealthy spec.containers{c}: Readiness probe failed: HTTP probe failed with statuscode: 500',
		),
	);
	status = 204;
	await k.advance(1000);
	await k.until(() => expect(k.condition('Ready')?.status).toBe('True'));
	expect(new Set(paths)).toEqual(new Set(['/healthz']));
});

async function listening(server: Server): Promise<AddressInfo> {
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => void server.close());
	return server.address() as AddressInfo;
}

async function freePort(): Promise<number> {
	const server = createServer();
	const {port} = await listening(server);
	await new Promise((resolve) => {
		server.close(resolve);
	});
	return port;
}
