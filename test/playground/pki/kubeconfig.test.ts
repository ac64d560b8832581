import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {parse} from 'yaml';
import {writeKubeconfig} from '../../../src/playground/pki/kubeconfig.ts';

const pki = {ca: {certificate: 'ca', key: 'k'}, client: {certificate: 'cert', key: 'key'}};

let directory: string;
let file: string;

beforeEach(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'doklab-kubeconfig-'));
	file = path.join(directory, 'kubeconfig');
});

afterEach(async () => {
	await rm(directory, {recursive: true, force: true});
});

test('cluster, user and context are named doklab-playground and carry their data', async () => {
	await writeKubeconfig(file, {pki, port: 6443});
	expect(parse(await readFile(file, 'utf8'))).toEqual({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [
			{
				name: 'doklab-playground',
				cluster: {'certificate-authority-data': 'Y2E=', server: 'https://127.0.0.1:6443'},
			},
		],
		users: [
			{
				name: 'doklab-playground',
				user: {'client-certificate-data': 'Y2VydA==', 'client-key-data': 'a2V5'},
			},
		],
		contexts: [
			{name: 'doklab-playground', context: {cluster: 'doklab-playground', user: 'doklab-playground'}},
		],
		'current-context': 'doklab-playground',
		preferences: {},
	});
});

test('the file has mode 0600, also when it replaces one that others could read', async () => {
	await writeFile(file, 'old', {mode: 0o644});
	await writeKubeconfig(file, {pki, port: 6443});
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	expect(await readdir(directory)).toEqual(['kubeconfig']);
});

test('the namespace that the learner set is kept when the port changes', async () => {
	await writeKubeconfig(file, {pki, port: 6443, namespace: 'postgres'});
	await writeKubeconfig(file, {pki, port: 7443});
	const config = parse(await readFile(file, 'utf8')) as {
		clusters: Array<{cluster: {server: string}}>;
		contexts: Array<{context: {namespace?: string}}>;
	};
	expect(config.clusters[0]?.cluster.server).toBe('https://127.0.0.1:7443');
	expect(config.contexts[0]?.context.namespace).toBe('postgres');
});

test('a file that is not YAML is replaced', async () => {
	await writeFile(file, '{{{\nnamespace: x');
	await writeKubeconfig(file, {pki, port: 6443});
	expect((parse(await readFile(file, 'utf8')) as {kind: string}).kind).toBe('Config');
});
