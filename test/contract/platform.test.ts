import {access, mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {readdir} from 'node:fs/promises';
import {request} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {choosePlatform} from '../../src/platform/choose.ts';
import type {Platform} from '../../src/platform/platform.ts';
import {traces, until} from '../helpers/machine.ts';

// What every platform promises; the next one joins this list.
const platforms = [{name: 'playground', env: {PATH: process.env.PATH}}];

const signal = new AbortController().signal;
const onProgress = () => undefined;

describe.each(platforms)('the platform $name', ({name, env}) => {
	let home: string;
	let platform: Platform;
	let lacks: string | undefined;

	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'dk-contract-'));
		platform = choosePlatform(name, {home, env});
		const findings = await platform.inspect(signal);
		lacks = findings.find(({state}) => state === 'missing')?.message;
	});

	beforeEach((context) => {
		context.skip(lacks !== undefined, lacks);
	});

	afterAll(async () => {
		await platform.down({delete: true, signal, onProgress});
		await rm(home, {recursive: true, force: true});
	});

	test('finds what it needs on this machine, and says why it needs it', async () => {
		for (const finding of await platform.inspect(signal)) {
			expect(finding).toMatchObject({
				id: expect.stringMatching(/\S/) as string,
				message: expect.stringMatching(/\S/) as string,
				why: expect.stringMatching(/\S/) as string,
			});
		}
	});

	test('there is no cluster before up', async () => {
		expect(await platform.status(signal)).toMatchObject({state: 'absent', nodes: []});
	});

	test('down without a cluster has nothing to do', async () => {
		await platform.down({delete: false, signal, onProgress});
		await platform.down({delete: true, signal, onProgress});
		expect((await platform.status(signal)).state).toBe('absent');
	});

	test('up returns when the API answers, with a kubeconfig for its owner alone', async () => {
		await platform.up({signal, onProgress});
		expect((await stat(platform.kubeconfig)).mode & 0o777).toBe(0o600);
		expect(await ask(platform, 'GET', '/version')).toMatchObject({status: 200});
	});

	test('four nodes are Ready soon after', async () => {
		await until(
			'four Ready nodes',
			20_000,
			async () => (await platform.status(signal)).nodes.filter(({ready}) => ready).length === 4,
			() => platform.kubeconfig,
		);
		const {nodes} = await platform.status(signal);
		expect(nodes.map(({name: node}) => node)).toEqual([
			'postgres-cluster-control-plane',
			'postgres-cluster-worker',
			'postgres-cluster-worker2',
			'postgres-cluster-worker3',
		]);
	});

	test('its version is known once it is up', async () => {
		expect(await platform.versions(signal)).toMatchObject({
			kubernetes: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
		});
	});

	test('up again changes nothing', async () => {
		const before = [await readFile(platform.kubeconfig, 'utf8'), await platform.status(signal)];
		await platform.up({signal, onProgress});
		expect([await readFile(platform.kubeconfig, 'utf8'), await platform.status(signal)]).toEqual(before);
	});

	test('objects are still there after down and up', async () => {
		const object = {
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'kept'},
			data: {word: 'still here'},
		};
		const created = await ask(platform, 'POST', '/api/v1/namespaces/default/configmaps', object);
		expect(created).toMatchObject({status: 201});

		await platform.down({delete: false, signal, onProgress});
		expect(await platform.status(signal)).toMatchObject({state: 'stopped', nodes: []});
		await platform.up({signal, onProgress});
		const {body} = await ask(platform, 'GET', '/api/v1/namespaces/default/configmaps/kept');
		expect(body).toMatchObject({
			data: {word: 'still here'},
			metadata: {uid: created.body.metadata.uid as string},
		});
	});

	test('down --delete leaves nothing', async () => {
		await platform.down({delete: true, signal, onProgress});
		expect((await platform.status(signal)).state).toBe('absent');
		await expect(access(platform.kubeconfig)).rejects.toMatchObject({code: 'ENOENT'});
		await expect(readdir(home)).rejects.toMatchObject({code: 'ENOENT'});
		expect(traces(home)).toMatchObject({processes: [], mounts: []});
	});

	test('an interrupted up leaves nothing running', async () => {
		const interrupt = new AbortController();
		const started = platform.up({signal: interrupt.signal, onProgress});
		setTimeout(() => interrupt.abort(new Error('enough')), 100);
		await expect(started).rejects.toThrow('enough');
		await until(
			'nothing runs',
			2000,
			() => traces(home).processes.length === 0,
			() => traces(home),
		);
	});
});

interface Answer {
	status: number | undefined;
	body: {metadata: Record<string, unknown>; data?: Record<string, string>};
}

async function ask({kubeconfig}: Platform, method: string, path: string, body?: object): Promise<Answer> {
	const config = parse(await readFile(kubeconfig, 'utf8')) as {
		clusters: [{cluster: Record<string, string>}];
		users: [{user: Record<string, string>}];
	};
	const {cluster} = config.clusters[0];
	const {user} = config.users[0];
	const decode = (text = '') => Buffer.from(text, 'base64');
	return new Promise((resolve, reject) => {
		const asked = request(
			new URL(path, cluster.server),
			{
				method,
				ca: decode(cluster['certificate-authority-data']),
				cert: decode(user['client-certificate-data']),
				key: decode(user['client-key-data']),
				headers: {'content-type': 'application/json'},
				agent: false,
			},
			(answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
				answer.on('end', () =>
					resolve({status: answer.statusCode, body: JSON.parse(text) as Answer['body']}),
				);
			},
		);
		asked.on('error', reject);
		asked.end(body && JSON.stringify(body));
	});
}
