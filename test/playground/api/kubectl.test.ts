import path from 'node:path';
import {PassThrough} from 'node:stream';
import {describe, expect, test, type TestContext} from 'vitest';
import {noAgent, testApi} from '../../helpers/api-server.ts';
import {installedKubectls, kubectl} from '../../helpers/kubectl.ts';

const [onPath, ...versions] = installedKubectls();
// The first and the last of several versions, and whatever the PATH says.
const binaries = [...new Set([onPath, versions.at(0), versions.at(-1)])].filter((each) => each !== undefined);

const configMap = (timeZone: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: default
data:
  TZ: ${timeZone}
`;

const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 2
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: main, image: busybox, ports: [{containerPort: 5432}]}
`;

const podManifest = `apiVersion: v1
kind: Pod
metadata: {name: p, labels: {app: p}}
spec: {nodeName: worker, containers: [{name: main, image: busybox}]}
`;

const agent = {
	...noAgent,
	async *logs(_namespace: string, pod: string) {
		yield Buffer.from(`started ${pod}\n`);
	},
	async exec(_namespace: string, _pod: string, _container: string | undefined, argv: string[]) {
		const stdin = new PassThrough();
		const stdout = new PassThrough();
		if (argv[0] === 'cat') {
			stdin.pipe(stdout);
		} else {
			stdin.resume();
			stdout.end(`${argv.join(' ')}\n`);
		}

		const exitCode = argv[0] === 'fail' ? 7 : 0;
		const exited = new Promise<{exitCode: number}>((resolve) => stdout.on('end', () => resolve({exitCode})));
		return {stdin, stdout, stderr: undefined, exited, resize() {}, kill: () => void stdout.end()};
	},
};

async function cluster(binary: string | undefined, context: TestContext) {
	if (binary === undefined) {
		context.skip('kubectl is not installed');
		throw new Error('skipped');
	}

	const api = await testApi({agent});
	const run = async (input: string | undefined, ...args: string[]) => {
		const {code, stdout, stderr} = await kubectl(binary, {...api, input}, ...args);
		return {code, out: stdout, err: stderr};
	};

	return {api, run, get: async (...args: string[]) => (await run(undefined, ...args)).out};
}

describe.for(binaries.length > 0 ? binaries : [undefined])('%s', (binary) => {
	const title = binary === undefined ? 'kubectl' : path.basename(binary);

	test(`${title} applies: created, unchanged, configured`, async (context) => {
		const {api, run} = await cluster(binary, context);
		const apply = async (manifest: string) => (await run(manifest, 'apply', '-f', '-')).out;
		expect(await apply(configMap('Asia/Tokyo'))).toBe('configmap/settings created\n');
		expect(await apply(configMap('Asia/Tokyo'))).toBe('configmap/settings unchanged\n');
		expect(await apply(configMap('UTC'))).toBe('configmap/settings configured\n');
		expect(api.registry.get('configmaps', 'default', 'settings').data).toEqual({TZ: 'UTC'});
	});

	test(`${title} applies on the server's side`, async (context) => {
		const {api, run} = await cluster(binary, context);
		const {out, err} = await run(configMap('UTC'), 'apply', '--server-side', '-f', '-');
		expect(out + err).toBe('configmap/settings serverside-applied\n');
		expect(api.registry.get('configmaps', 'default', 'settings').metadata.managedFields).toMatchObject([
			{manager: 'kubectl', operation: 'Apply'},
		]);
	});

	test(`${title} is told of a field that does not exist`, async (context) => {
		const {run} = await cluster(binary, context);
		const {code, err} = await run(configMap('UTC').replace('\ndata:', '\ndota:'), 'create', '-f', '-');
		expect(code).toBe(1);
		expect(err).toContain('strict decoding error: unknown field "dota"');
	});

	test(`${title} gets, describes, labels, patches, scales, waits and deletes`, async (context) => {
		const {run, get} = await cluster(binary, context);
		expect((await run(statefulSet, 'apply', '-f', '-')).out).toBe('statefulset.apps/web created\n');
		expect(await get('get', 'sts', '-o', 'wide')).toMatch(
			/^NAME +READY +AGE +CONTAINERS +IMAGES\nweb +0\/2 +\d+s +main +busybox\n$/u,
		);
		expect(await get('get', 'sts', 'web', '-o', 'jsonpath={.spec.podManagementPolicy}')).toBe('OrderedReady');
		expect(await get('get', 'sts', '-A', '--no-headers')).toMatch(/^default +web +0\/2 +\d+s\n$/u);
		expect(await get('describe', 'sts', 'web')).toMatch(/^Replicas: +2 desired \| 0 total$/mu);
		expect(await get('scale', 'sts', 'web', '--replicas=3')).toBe('statefulset.apps/web scaled\n');
		expect(await get('label', 'sts', 'web', 'tier=db')).toBe('statefulset.apps/web labeled\n');
		expect(await get('patch', 'sts', 'web', '-p', '{"spec":{"replicas":4}}')).toBe(
			'statefulset.apps/web patched\n',
		);
		expect(await get('get', 'sts', '-l', 'tier=db', '-o', 'jsonpath={.items[*].spec.replicas}')).toBe('4');
		expect(await get('wait', 'sts/web', '--for=jsonpath={.spec.replicas}=4', '--timeout=10s')).toBe(
			'statefulset.apps/web condition met\n',
		);
		expect(await get('delete', 'sts', 'web')).toContain('statefulset.apps "web" deleted');
		expect((await run(undefined, 'get', 'sts', 'web')).err).toBe(
			'Error from server (NotFound): statefulsets.apps "web" not found\n',
		);
	});

	test(`${title} makes namespaces, ConfigMaps, Secrets and Services from arguments`, async (context) => {
		const {api, get} = await cluster(binary, context);
		expect(await get('create', 'namespace', 'made')).toBe('namespace/made created\n');
		await get('create', 'configmap', 'c', '--from-literal=a=b', '-n', 'made');
		await get('create', 'secret', 'generic', 's', '--from-literal=password=x', '-n', 'made');
		await get('create', 'service', 'clusterip', 'w', '--tcp=80:8080', '-n', 'made');
		expect(api.registry.get('configmaps', 'made', 'c').data).toEqual({a: 'b'});
		expect(api.registry.get('secrets', 'made', 's')).toMatchObject({
			type: 'Opaque',
			data: {password: 'eA=='},
		});
		expect(api.registry.get('services', 'made', 'w').spec.ports).toEqual([
			{name: '80-8080', port: 80, protocol: 'TCP', targetPort: 8080},
		]);
	});

	test(`${title} explains a field and lists what there is`, async (context) => {
		const {get} = await cluster(binary, context);
		expect(await get('explain', 'sts.spec.serviceName')).toContain('FIELD: serviceName <string>');
		expect(await get('explain', 'pod.spec.containers')).toContain('FIELD: containers <[]Container>');
		expect(await get('api-resources', '--no-headers', '-o', 'name')).toContain('statefulsets.apps\n');
		expect(await get('auth', 'can-i', 'create', 'pods')).toBe('yes\n');
	});

	test(`${title} reads logs`, async (context) => {
		const {run, get} = await cluster(binary, context);
		await run(podManifest, 'apply', '-f', '-');
		expect(await get('logs', 'p')).toBe('started p\n');
	});

	test(`${title} runs commands in a Pod, over WebSocket`, async (context) => {
		const {run, get} = await cluster(binary, context);
		const version = JSON.parse(await get('version', '--client', '-o', 'json')) as {
			clientVersion: {minor: string};
		};
		await run(podManifest, 'apply', '-f', '-');
		// Older ones speak SPDY, which is not served: they are told what to do.
		const isServed = Number.parseInt(version.clientVersion.minor, 10) >= 31;
		const echoed = await run(undefined, 'exec', 'p', '--', 'echo', 'hi');
		const fed = await run('some input', 'exec', '-i', 'p', '--', 'cat');
		const failed = await run(undefined, 'exec', 'p', '--', 'fail');
		const isTold = [echoed, fed, failed].map(({err}) => err.includes('WebSocket'));
		expect(isTold).toEqual([!isServed, !isServed, !isServed]);
		expect([echoed.out, fed.out]).toEqual(isServed ? ['echo hi\n', 'some input'] : ['', '']);
		expect([echoed.code, fed.code, failed.code]).toEqual(isServed ? [0, 0, 7] : [1, 1, 1]);
	});

	test(`${title} watches`, async (context) => {
		const {api, run} = await cluster(binary, context);
		api.registry.create('configmaps', 'default', {metadata: {name: 'one'}});
		const watched = kubectl(binary!, {...api, until: /^settings/mu}, 'get', 'cm', '-w', '--no-headers');
		const {watch} = api.registry;
		const watching = new Promise<void>((resolve) => {
			api.registry.watch = ((...parameters: Parameters<typeof watch>) => {
				resolve();
				return watch(...parameters);
			}) as typeof watch;
		});
		await watching;
		await run(configMap('UTC'), 'create', '-f', '-');
		expect((await watched).stdout).toMatch(/^one +0 +\d+s\nsettings +1 +\d+s\n$/u);
	});
});
