import {expect, test} from 'vitest';
import type {LogOptions} from '../../../src/playground/kubelet/types.ts';
import {testKubelet} from './test-kubelet.ts';

type Kubelet = Awaited<ReturnType<typeof testKubelet>>;

test('logs are what the container printed, cut as asked', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const container = k.runtime.latest('c');
	for (const line of ['one', 'two', 'three']) {
		container.print(line);
		k.clock.moveTo(k.clock.now() + 10_000);
	}

	expect(await logs(k)).toBe('one\ntwo\nthree\n');
	expect(await logs(k, {tailLines: 2})).toBe('two\nthree\n');
	expect(await logs(k, {tailLines: 0})).toBe('');
	expect(await logs(k, {tailLines: 9})).toBe('one\ntwo\nthree\n');
	expect(await logs(k, {sinceSeconds: 15})).toBe('three\n');
	expect(await logs(k, {sinceTime: '2026-11-22T23:00:10Z'})).toBe('two\nthree\n');
	expect(await logs(k, {limitBytes: 5})).toBe('one\nt');
	expect(await logs(k, {timestamps: true, tailLines: 1})).toBe('2026-11-22T23:00:20.000000000Z three\n');
});

test('the last lines of a long log are found from its end', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const container = k.runtime.latest('c');
	for (let line = 0; line < 3000; line++) {
		container.print(`${line}`.padStart(60, '.'));
	}

	const output = await logs(k, {tailLines: 2000});
	expect(output.split('\n')).toHaveLength(2001);
	expect(output.slice(0, 61)).toBe(`${'1000'.padStart(60, '.')}\n`);
	expect((await logs(k)).split('\n')).toHaveLength(3001);
});

test('following a log goes on until the container ends', async () => {
	const k = await testKubelet();
	k.create({restartPolicy: 'Never'});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const container = k.runtime.latest('c');
	container.print('one');
	let output = '';
	const reading = (async () => {
		for await (const chunk of k.kubelet.logs('states', 'p', {follow: true}, new AbortController().signal)) {
			output += chunk.toString();
		}
	})();
	await k.until(() => expect(output).toBe('one\n'));
	container.print('two');
	await k.until(() => expect(output).toBe('one\ntwo\n'));
	container.print('three');
	container.exit(0);
	await reading;
	expect(output).toBe('one\ntwo\nthree\n');
});

test('following ends when the client goes', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.runtime.latest('c').print('one');
	const gone = new AbortController();
	for await (const chunk of k.kubelet.logs('states', 'p', {follow: true}, gone.signal)) {
		expect(chunk.toString()).toBe('one\n');
		gone.abort();
	}
});

test('previous is the log of the start before', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(() => read(k, {previous: true})).toThrow('previous terminated container "c" in pod "p" not found');
	k.runtime.latest('c').print('first');
	k.runtime.latest('c').exit(1);
	await k.until(() => expect(k.status().restartCount).toBe(1));
	k.runtime.latest('c').print('second');
	expect(await logs(k)).toBe('second\n');
	expect(await logs(k, {previous: true})).toBe('first\n');
	k.runtime.latest('c').exit(1);
	await k.until(() => expect(k.status().state.waiting?.reason).toBe('CrashLoopBackOff'));
	expect(await logs(k)).toBe('second\n');
	expect(await logs(k, {previous: true})).toBe('second\n');
});

test('what cannot be read says why, in the words of the server', async () => {
	const k = await testKubelet();
	const sleeper = (name: string) => ({name, image: 'busybox:1.36.1', command: ['sleep', '1']});
	k.create({initContainers: [sleeper('init')], containers: [sleeper('a'), sleeper('b')]});
	k.create({}, {envFrom: [{configMapRef: {name: 'missing'}}]}, 'nocm');
	k.create({}, {image: 'nope:1'}, 'noimage');
	await k.until(() => expect(k.status('c', 'nocm').state.waiting?.reason).toBe('CreateContainerConfigError'));
	await k.until(() => expect(k.status('c', 'noimage').state.waiting?.reason).toBe('ErrImagePull'));
	await k.until(() => expect(k.status('init').state.running).toBeDefined());
	const message = (name: string, options: LogOptions = {}) => {
		try {
			read(k, options, name);
			return undefined;
		} catch (error) {
			return (error as Error).message;
		}
	};
	expect(message('p')).toBe(
		'a container name must be specified for pod p, choose one of: [a b] or one of the init containers: [init]',
	);
	expect(message('p', {container: 'x'})).toBe('container x is not valid for pod p');
	expect(message('p', {container: 'a'})).toBe(
		'container "a" in pod "p" is waiting to start: PodInitializing',
	);
	expect(message('nocm')).toBe('container "c" in pod "nocm" is waiting to start: CreateContainerConfigError');
	expect(message('noimage')).toBe(
		`container "c" in pod "noimage" is waiting to start: image can't be pulled`,
	);
	expect(message('absent')).toBe('pods "absent" not found');
	expect(await logs(k, {container: 'init'})).toBe('');
});

test('exec runs in the container it names, or says why it cannot', async () => {
	const k = await testKubelet();
	k.create();
	k.create({}, {image: 'nope:1'}, 'q');
	k.create({nodeName: undefined}, {}, 'r');
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.runtime.onExec = () => ({exitCode: 7, stdout: 'hello'});
	const process = await k.kubelet.exec('states', 'p', undefined, ['echo'], {});
	expect(await process.exited).toEqual({exitCode: 7});
	expect(k.runtime.execs).toEqual([['c', 'echo']]);
	const failing = (name: string, container?: string) => k.kubelet.exec('states', name, container, ['x'], {});
	await expect(failing('q')).rejects.toThrow('unable to upgrade connection: container not found ("c")');
	await expect(failing('r')).rejects.toThrow('pod r does not have a host assigned');
	await expect(failing('p', 'x')).rejects.toThrow('container x is not valid for pod p');
	await expect(failing('absent')).rejects.toThrow('pods "absent" not found');
});

function read(k: Kubelet, options: LogOptions, name = 'p'): AsyncIterable<Buffer> {
	return k.kubelet.logs('states', name, options, new AbortController().signal);
}

async function logs(k: Kubelet, options: LogOptions = {}): Promise<string> {
	const chunks = await Array.fromAsync(read(k, options));
	return Buffer.concat(chunks).toString();
}
