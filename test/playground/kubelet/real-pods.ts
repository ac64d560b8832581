// Runs Pods with the real runtime, inside the namespaces of a playground; prints what it saw as JSON.
import {mkdtempSync, rmSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {systemClock} from '../../../src/lib/clock.ts';
import {startKubelet} from '../../../src/playground/kubelet/kubelet.ts';
import {kinds} from '../../../src/playground/kinds/index.ts';
import type {Pod} from '../../../src/playground/kinds/objects.ts';
import {setUpNetwork} from '../../../src/playground/net/node-network.ts';
import {createRegistry} from '../../../src/playground/registry/registry.ts';
import {createImageCatalog} from '../../../src/playground/runtime/images.ts';
import {createRuntime} from '../../../src/playground/runtime/index.ts';
import {openStore} from '../../../src/playground/store/store.ts';

const directory = mkdtempSync(join(tmpdir(), 'doklab-kubelet-'));
const gateway = '10.244.0.1';
await setUpNetwork({gateway, nodeAddresses: ['172.18.0.2']});
const images = createImageCatalog(process.env['PATH'] ?? '');
const runtime = createRuntime({directory: join(directory, 'run'), images, nodeNames: ['worker'], gateway});
const registry = createRegistry({store: openStore(join(directory, 'store')), kinds, clock: systemClock});
const said: string[] = [];
const kubelet = await startKubelet({
	registry,
	runtime,
	clock: systemClock,
	log: (line) => said.push(line),
	paths: {pods: join(directory, 'pods')},
	clusterDns: '10.96.0.10',
	clusterDomain: 'cluster.local',
	nodeAddresses: () => '172.18.0.2',
	resolveVolume: ({metadata}) => join(directory, 'volumes', metadata.name),
});
registry.create('namespaces', undefined, {metadata: {name: 'default'}});

const sh = (script: string) => ['sh', '-c', script];
const scenarios: Record<string, () => Promise<unknown>> = {
	async postgres() {
		registry.create('configmaps', 'default', {
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'conf'},
			data: {'postgresql.conf': "listen_addresses = '*'\nwork_mem = '5MB'\n"},
		});
		const volumeMounts = [
			{name: 'data', mountPath: '/data'},
			{name: 'conf', mountPath: '/conf'},
		];
		const image = 'postgres:15-alpine';
		const env = [{name: 'PGDATA', value: '/data/pg'}];
		create('postgres-0', {
			subdomain: 'postgres',
			volumes: [
				{name: 'data', emptyDir: {}},
				{name: 'conf', configMap: {name: 'conf'}},
			],
			initContainers: [
				{name: 'owner', image: 'busybox:1.36.1', command: sh('chown 70:70 /data'), volumeMounts},
				{
					name: 'init',
					image,
					command: sh('initdb -U postgres -A trust --no-sync && cp /conf/postgresql.conf $PGDATA/'),
					env,
					volumeMounts,
					securityContext: {runAsUser: 70},
				},
			],
			containers: [
				{
					name: 'postgres',
					image,
					env,
					volumeMounts,
					securityContext: {runAsUser: 70},
					readinessProbe: {exec: {command: ['pg_isready', '-U', 'postgres']}, periodSeconds: 1},
					livenessProbe: {tcpSocket: {port: 5432}, initialDelaySeconds: 1},
				},
			],
		});
		await until(
			'postgres-0',
			({status}) => status.conditions?.find(({type}) => type === 'Ready')?.status === 'True',
		);
		const psql = ['psql', '-U', 'postgres', '-h', '127.0.0.1', '-Atc', 'show work_mem'];
		const process = await kubelet.exec('default', 'postgres-0', 'postgres', psql, {});
		const answer = await text(process.stdout);
		const ready = registry.get('pods', 'default', 'postgres-0');
		registry.delete('pods', 'default', 'postgres-0');
		const last = await until('postgres-0', (_pod, gone) => gone);
		return {
			answer,
			restarts: ready.status.containerStatuses?.[0]?.restartCount,
			exitCode: last.status.containerStatuses?.[0]?.state.terminated?.exitCode,
			phase: last.status.phase,
			left: await readdir(join(directory, 'pods')),
			said,
		};
	},
	async failures() {
		create('crash', {containers: [{name: 'c', image: 'busybox:1.36.1', command: sh('echo boom; exit 1')}]});
		create('nocommand', {containers: [{name: 'c', image: 'busybox:1.36.1', command: ['/no/such/program']}]});
		create('leaves', {
			restartPolicy: 'Never',
			containers: [
				{name: 'c', image: 'busybox:1.36.1', command: sh('echo why >/dev/termination-log; exit 4')},
			],
		});
		const looping = ({status}: Pod) =>
			status.containerStatuses?.[0]?.state.waiting?.reason === 'CrashLoopBackOff';
		const crash = await until('crash', looping);
		const nocommand = await until('nocommand', looping);
		const leaves = await until('leaves', ({status}) => status.phase === 'Failed');
		const logs = kubelet.logs('default', 'crash', {}, new AbortController().signal);
		return {
			crash: {
				exitCode: crash.status.containerStatuses?.[0]?.lastState.terminated?.exitCode,
				log: Buffer.concat(await Array.fromAsync(logs)).toString(),
			},
			nocommand: nocommand.status.containerStatuses?.[0]?.lastState.terminated?.message,
			leaves: leaves.status.containerStatuses?.[0]?.state.terminated?.message,
			said,
		};
	},
};

function create(name: string, spec: Record<string, unknown>): void {
	registry.create('pods', 'default', {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name},
		spec: {nodeName: 'worker', terminationGracePeriodSeconds: 10, ...spec},
	});
}

/** The Pod once `check` holds for it; given up after 20 s. */
function until(name: string, check: (pod: Pod, gone: boolean) => boolean): Promise<Pod> {
	return new Promise((resolve, reject) => {
		const see = (pod: Pod, gone: boolean) => {
			if (check(pod, gone)) {
				clearTimeout(timer);
				unwatch();
				resolve(pod);
			}
		};
		const timer = setTimeout(() => {
			unwatch();
			reject(
				new Error(
					JSON.stringify([
						registry.find('pods', 'default', name)?.status,
						registry.list('events').map(({message}) => message),
						said,
					]),
				),
			);
		}, 20_000);
		const unwatch = registry.watch('pods', ({type, object}) => {
			if (object.metadata.name === name) {
				see(object, type === 'DELETED');
			}
		});
		const now = registry.find('pods', 'default', name);
		if (now) {
			see(now, false);
		}
	});
}

try {
	process.stdout.write(JSON.stringify(await scenarios[process.argv[2] ?? '']?.()));
} finally {
	await kubelet.close();
	await runtime.close(0);
	registry.close();
	rmSync(directory, {recursive: true, force: true});
}
