import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {connect} from '../../src/kube/connect.ts';
import {KubeError} from '../../src/kube/kube-error.ts';
import type {Kube, KubeObject} from '../../src/kube/kube.ts';
import {testApi, type TestApi} from '../helpers/api-server.ts';

const signal = new AbortController().signal;
const ignore = () => undefined;

function configMap(
	name: string,
	data: Record<string, unknown> = {},
	labels: Record<string, string> = {},
): KubeObject {
	return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace: 'default', labels}, data};
}

async function open(): Promise<{api: TestApi; kube: Kube}> {
	const api = await testApi();
	const kube = await connect(api.kubeconfig);
	onTestFinished(() => kube.close());
	return {api, kube};
}

test('an object is applied, read, listed, patched and deleted', async () => {
	const {kube} = await open();
	const query = {kind: 'ConfigMap', name: 'settings', namespace: 'default'};
	expect(await kube.read(query, signal)).toBeUndefined();
	const first = await kube.apply(configMap('settings', {color: 'blue'}, {app: 'x'}), {
		namespace: 'default',
		signal,
	});
	expect(first.created).toBe(true);
	const second = await kube.apply(configMap('settings', {color: 'red'}, {app: 'x'}), {
		namespace: 'default',
		signal,
	});
	expect(second.created).toBe(false);
	expect(await kube.read(query, signal)).toMatchObject({kind: 'ConfigMap', data: {color: 'red'}});
	const listed = await kube.list({kind: 'ConfigMap', namespace: 'default', selector: 'app=x'}, signal);
	expect(listed.items.map(({kind, apiVersion, metadata}) => [kind, apiVersion, metadata.name])).toEqual([
		['ConfigMap', 'v1', 'settings'],
	]);
	expect(await kube.patch(query, {data: {color: null, size: '1'}}, signal)).toMatchObject({
		data: {size: '1'},
	});
	expect(await kube.delete(query, signal)).toBeDefined();
	expect(await kube.delete(query, signal)).toBeUndefined();
});

test('kinds are found by discovery, in a group too; one that is not there is final', async () => {
	const {kube} = await open();
	expect(await kube.resource('StatefulSet', undefined, signal)).toEqual({
		apiVersion: 'apps/v1',
		kind: 'StatefulSet',
		plural: 'statefulsets',
		namespaced: true,
	});
	const error = await kube.resource('Postgres', undefined, signal).catch((cause: unknown) => cause);
	expect(error).toMatchObject({name: 'KubeError', reason: 'UnknownKind', passing: false});
	expect((error as KubeError).message).toBe('the cluster has no kind "Postgres"');
});

test("a manifest's mistake is final, in the server's words", async () => {
	const {kube} = await open();
	const error: unknown = await kube
		.apply({...configMap('settings'), dat: {}}, {namespace: 'default', signal})
		.catch((cause: unknown) => cause);
	expect(error).toBeInstanceOf(KubeError);
	expect(error).toMatchObject({passing: false, unreachable: false});
	expect((error as KubeError).message).toMatch(/dat.*field not declared in schema|unknown field "dat"/);
});

test('observing tells of each change of the objects asked for, and of no others', async () => {
	const {kube} = await open();
	const seen: string[][] = [];
	const stop = new AbortController();
	const observing = kube.observe(
		{kind: 'ConfigMap', namespace: 'default', selector: 'app=x'},
		{onChange: (objects) => seen.push(objects.map(({metadata}) => metadata.name)), onTrouble: ignore},
		stop.signal,
	);
	await vi.waitUntil(() => seen.length === 1);
	await kube.apply(configMap('other'), {namespace: 'default', signal});
	await kube.apply(configMap('a', {}, {app: 'x'}), {namespace: 'default', signal});
	await kube.apply(configMap('b', {}, {app: 'x'}), {namespace: 'default', signal});
	await kube.delete({kind: 'ConfigMap', namespace: 'default', name: 'a'}, signal);
	await vi.waitUntil(() => seen.length === 4);
	expect(seen).toEqual([[], ['a'], ['a', 'b'], ['b']]);
	stop.abort();
	await observing;
});

test('one object is observed by its name', async () => {
	const {kube} = await open();
	const seen: number[] = [];
	const stop = new AbortController();
	const observing = kube.observe(
		{kind: 'ConfigMap', namespace: 'default', name: 'a'},
		{onChange: (objects) => seen.push(objects.length), onTrouble: ignore},
		stop.signal,
	);
	await vi.waitUntil(() => seen.length === 1);
	await kube.apply(configMap('b'), {namespace: 'default', signal});
	await kube.apply(configMap('a'), {namespace: 'default', signal});
	await vi.waitUntil(() => seen.length === 2);
	expect(seen).toEqual([0, 1]);
	stop.abort();
	await observing;
});

test('a server that is gone is unreachable for now, and observing says so and goes on', async () => {
	const {api, kube} = await open();
	const troubles: Error[] = [];
	const stop = new AbortController();
	const onChange = vi.fn<() => void>();
	const observing = kube.observe(
		{kind: 'ConfigMap', namespace: 'default'},
		{onChange, onTrouble: (error) => troubles.push(error)},
		stop.signal,
	);
	await vi.waitUntil(() => onChange.mock.calls.length > 0);
	await api.server.close();
	await vi.waitUntil(() => troubles.length > 0);
	expect(await kube.version(signal).catch((error: unknown) => error)).toMatchObject({
		passing: true,
		unreachable: true,
	});
	stop.abort();
	await observing;
});

test('a kubeconfig that is not there yet can come', async () => {
	await expect(connect('/nonexistent/kubeconfig')).rejects.toMatchObject({
		message: 'there is no cluster yet: /nonexistent/kubeconfig does not exist',
		passing: true,
		unreachable: true,
	});
});

test('a kubeconfig whose user logs in through a program works too', async () => {
	const {api} = await open();
	const config = await readFile(api.kubeconfig, 'utf8');
	const credential = {
		apiVersion: 'client.authentication.k8s.io/v1',
		kind: 'ExecCredential',
		status: {
			clientCertificateData: decode(config, 'client-certificate-data'),
			clientKeyData: decode(config, 'client-key-data'),
		},
	};
	const answer = join(api.directory, 'credential.json');
	await writeFile(answer, JSON.stringify(credential));
	const path = join(api.directory, 'exec-kubeconfig');
	await writeFile(path, withPlugin(config, answer));
	const kube = await connect(path);
	onTestFinished(() => kube.close());
	expect(await kube.version(signal)).toBe('v1.36.2+doklab');
});

function decode(config: string, field: string): string {
	const [, data] = new RegExp(`${field}: *"?([^"\\s]+)`).exec(config)!;
	return Buffer.from(data!, 'base64').toString();
}

function withPlugin(config: string, answer: string): string {
	const plugin = `{apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: cat, args: ['${answer}']}`;
	return config.replace(/client-key-data:.*/, '').replace(/client-certificate-data:.*/, `exec: ${plugin}`);
}
