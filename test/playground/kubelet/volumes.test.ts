import {mkdir, readFile, readlink, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test, type TestContext} from 'vitest';
import {testKubelet} from './test-kubelet.ts';

type Kubelet = Awaited<ReturnType<typeof testKubelet>>;

test('a ConfigMap volume holds its keys as files and follows the ConfigMap', async () => {
	const k = await testKubelet();
	configMap(k, {'postgresql.conf': 'a = 1\n', 'pg_hba.conf': 'local\n'});
	k.create({volumes: [{name: 'v', configMap: {name: 'conf'}}]}, mounted());
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const [mount] = k.runtime.latest('c').spec.mounts;
	expect(mount).toMatchObject({target: '/v', readOnly: true});
	const directory = mount?.source ?? '';
	expect(await readFile(join(directory, 'postgresql.conf'), 'utf8')).toBe('a = 1\n');
	expect(await readlink(join(directory, 'pg_hba.conf'))).toBe('..data/pg_hba.conf');
	expect((await stat(join(directory, 'pg_hba.conf'))).mode & 0o777).toBe(0o644);
	const {resourceVersion} = k.pod().metadata;
	k.registry.modify('configmaps', 'states', 'conf', (object) => {
		object.data = {'postgresql.conf': 'a = 2\n'};
	});
	await k.until(async () => {
		expect(await readFile(join(directory, 'postgresql.conf'), 'utf8')).toBe('a = 2\n');
		await expect(stat(join(directory, 'pg_hba.conf'))).rejects.toThrow('ENOENT');
	});
	// Nothing about the Pod itself has changed, so nothing is written.
	expect(k.pod().metadata.resourceVersion).toBe(resourceVersion);
});

test('items choose keys, their paths and modes, and fsGroup may read them', async (context) => {
	needsRoot(context);
	const k = await testKubelet();
	k.registry.create('secrets', 'states', {
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: 'pw'},
		data: {password: Buffer.from('geheim').toString('base64'), other: ''},
	});
	const secret = {secretName: 'pw', defaultMode: 0o400, items: [{key: 'password', path: 'db/password'}]};
	k.create({volumes: [{name: 'v', secret}], securityContext: {fsGroup: 70}}, mounted());
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const directory = k.runtime.latest('c').spec.mounts[0]?.source ?? '';
	expect(await readFile(join(directory, 'db/password'), 'utf8')).toBe('geheim');
	const {mode, gid} = await stat(join(directory, 'db/password'));
	expect([(mode & 0o777).toString(8), gid]).toEqual(['440', 70]);
	expect(k.runtime.latest('c').spec.user.groups).toEqual([70]);
});

test('a missing ConfigMap keeps the container from being created until it is there', async () => {
	const k = await testKubelet();
	k.create({volumes: [{name: 'v', configMap: {name: 'conf'}}]}, mounted());
	const failed = 'Warning FailedMount MountVolume.SetUp failed for volume "v" : configmap "conf" not found';
	await k.until(() => expect(k.events()).toEqual([failed]));
	expect(k.status().state).toEqual({waiting: {reason: 'ContainerCreating'}});
	expect(k.condition('PodReadyToStartContainers')?.status).toBe('False');
	await k.advance(4000);
	const [event] = k.registry.list('events', {namespace: 'states'});
	expect(event?.count).toBe(4);
	configMap(k, {a: '1'});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
});

test('an emptyDir is writable for everyone and a claim is the directory of its volume', async () => {
	const k = await testKubelet();
	bindClaim(k);
	k.create(
		{
			volumes: [
				{name: 'e', emptyDir: {}},
				{name: 'd', persistentVolumeClaim: {claimName: 'data'}},
			],
		},
		{
			volumeMounts: [
				{name: 'e', mountPath: '/e'},
				{name: 'd', mountPath: '/d', subPath: 'pg'},
				{name: 'd', mountPath: '/ro', readOnly: true},
			],
		},
	);
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const {mounts} = k.runtime.latest('c').spec;
	expect((await stat(mounts[0]?.source ?? '')).mode & 0o777).toBe(0o777);
	expect(mounts.slice(1)).toEqual([
		{source: join(k.volumes, 'pv-1', 'pg'), target: '/d', readOnly: false},
		{source: join(k.volumes, 'pv-1'), target: '/ro', readOnly: true},
	]);
});

test('a claim that is not bound, and a hostPath, say why they are not mounted', async () => {
	const k = await testKubelet();
	k.create({volumes: [{name: 'd', persistentVolumeClaim: {claimName: 'data'}}]});
	k.create({volumes: [{name: 'h', hostPath: {path: '/etc'}}]}, {}, 'q');
	await k.until(() =>
		expect(k.events()).toEqual([
			'Warning FailedMount MountVolume.SetUp failed for volume "d" : persistentvolumeclaim "data" not found',
		]),
	);
	await k.until(() =>
		expect(k.events('q')).toEqual([
			'Warning FailedMount MountVolume.SetUp failed for volume "h" : hostPath /etc is not given to Pods: the playground\'s nodes are this machine. Use an emptyDir or a claim',
		]),
	);
});

test('fsGroup makes a claim writable for its group', async (context) => {
	needsRoot(context);
	const k = await testKubelet();
	bindClaim(k);
	await mkdir(join(k.volumes, 'pv-1'), {recursive: true});
	await writeFile(join(k.volumes, 'pv-1', 'file'), '');
	const volumes = [{name: 'v', persistentVolumeClaim: {claimName: 'data'}}];
	k.create({volumes, securityContext: {fsGroup: 70}}, mounted());
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const root = await stat(join(k.volumes, 'pv-1'));
	const file = await stat(join(k.volumes, 'pv-1', 'file'));
	expect([root.gid, root.mode & 0o2070]).toEqual([70, 0o2070]);
	expect([file.gid, file.mode & 0o060]).toEqual([70, 0o060]);
});

test('a projected volume joins its sources', async () => {
	const k = await testKubelet();
	configMap(k, {a: '1'});
	const sources = [
		{configMap: {name: 'conf'}},
		{downwardAPI: {items: [{path: 'name', fieldRef: {apiVersion: 'v1', fieldPath: 'metadata.name'}}]}},
	];
	k.create({volumes: [{name: 'v', projected: {sources}}]}, mounted());
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const directory = k.runtime.latest('c').spec.mounts[0]?.source ?? '';
	expect(await readFile(join(directory, 'a'), 'utf8')).toBe('1');
	expect(await readFile(join(directory, 'name'), 'utf8')).toBe('p');
});

function needsRoot(context: TestContext): void {
	context.skip(process.getuid?.() !== 0, 'only root may give files to another group');
}

function mounted() {
	return {volumeMounts: [{name: 'v', mountPath: '/v'}]};
}

function configMap(k: Kubelet, data: Record<string, string>): void {
	const draft = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'conf'}, data};
	k.registry.create('configmaps', 'states', draft);
}

function bindClaim({registry}: Kubelet): void {
	const size = {storage: '1Mi'};
	registry.create('persistentvolumes', undefined, {
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: {name: 'pv-1'},
		spec: {
			accessModes: ['ReadWriteOnce'],
			capacity: size,
			hostPath: {path: '/pv-1'},
			storageClassName: 'standard',
		},
	});
	registry.create('persistentvolumeclaims', 'states', {
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name: 'data'},
		spec: {
			accessModes: ['ReadWriteOnce'],
			resources: {requests: size},
			storageClassName: 'standard',
			volumeName: 'pv-1',
		},
	});
	const bind = (claim: {status: unknown}) => {
		claim.status = {phase: 'Bound'};
	};
	registry.modify('persistentvolumeclaims', 'states', 'data', bind, {subresource: 'status'});
}
