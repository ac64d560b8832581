import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {connect} from '../../src/kube/connect.ts';
import type {Kube} from '../../src/kube/kube.ts';
import type {NodeAgent} from '../../src/playground/kubelet/types.ts';
import {StatusError} from '../../src/playground/registry/status-error.ts';
import {testApi} from '../helpers/api-server.ts';

const signal = new AbortController().signal;

/** A node whose containers are processes of this machine. */
const agent: NodeAgent = {
	async *logs(_namespace, _pod, options) {
		yield Buffer.from(`one\ntwo of ${options.container}\n`);
	},
	exec(_namespace, pod, container, argv) {
		if (pod !== 'pod') {
			return Promise.reject(new StatusError(404, 'NotFound', `pods "${pod}" not found`));
		}

		if (container === 'ended') {
			return Promise.reject(new StatusError(500, 'InternalError', 'container not found ("ended")'));
		}

		const child = spawn(argv[0]!, argv.slice(1));
		return Promise.resolve({
			stdin: child.stdin,
			stdout: child.stdout,
			stderr: child.stderr,
			exited: once(child, 'close').then(([exitCode]) => ({exitCode: exitCode as number})),
			resize: () => undefined,
			kill: () => void child.kill('SIGKILL'),
		});
	},
};

async function open(): Promise<Kube> {
	const api = await testApi({agent});
	const kube = await connect(api.kubeconfig);
	onTestFinished(() => kube.close());
	await kube.apply(
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {name: 'pod', namespace: 'default'},
			spec: {containers: [{name: 'main', image: 'busybox'}]},
		},
		{namespace: 'default', signal},
	);
	// The API server only asks the node of a Pod that has one.
	api.registry.modify('pods', 'default', 'pod', (pod) => {
		pod.spec.nodeName = 'node';
	});
	return kube;
}

const base = {pod: 'pod', namespace: 'default', timeoutMs: 5000, signal};

test('a command gives its output and its exit code', async () => {
	const kube = await open();
	const seen: string[] = [];
	const onOutput = (stream: string, text: string) => seen.push(`${stream}: ${text}`);
	const command = ['sh', '-c', 'echo out; echo err >&2; exit 3'];
	expect(await kube.exec({...base, command, onOutput})).toEqual({
		exitCode: 3,
		stdout: 'out\n',
		stderr: 'err\n',
	});
	expect(seen.toSorted()).toEqual(['stderr: err\n', 'stdout: out\n']);
	expect(await kube.exec({...base, command: ['true']})).toEqual({exitCode: 0, stdout: '', stderr: ''});
});

test('a command reads its standard input to the end', async () => {
	const kube = await open();
	const result = await kube.exec({...base, command: ['sh', '-c', 'cat; echo done'], stdin: 'hello '});
	expect(result.stdout).toBe('hello done\n');
});

test('a command that takes too long is given up', async () => {
	const kube = await open();
	await expect(kube.exec({...base, command: ['sleep', '60'], timeoutMs: 200})).rejects.toMatchObject({
		message: 'sleep in pod took longer than 0.2 s',
		reason: 'Timeout',
	});
});

test('an abort ends the wait for a command', async () => {
	const kube = await open();
	const controller = new AbortController();
	const running = kube.exec({...base, command: ['sleep', '60'], signal: controller.signal});
	setTimeout(() => controller.abort(new Error('stop')), 100);
	await expect(running).rejects.toThrow('stop');
});

test('a Pod that is not there, or does not run, can come', async () => {
	const kube = await open();
	await expect(kube.exec({...base, pod: 'other', command: ['true']})).rejects.toMatchObject({
		message: 'pods "other" not found',
		code: 404,
		passing: true,
	});
	await expect(kube.exec({...base, container: 'ended', command: ['true']})).rejects.toMatchObject({
		passing: true,
	});
});

test('the last lines of a log are read', async () => {
	const kube = await open();
	const from = {name: 'pod', namespace: 'default', container: 'main', lines: 20};
	expect(await kube.logs(from, signal)).toEqual(['one', 'two of main']);
});
