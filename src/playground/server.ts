import {mkdir, rm} from 'node:fs/promises';
import {connect, type Server} from 'node:net';
import {systemClock} from '../lib/clock.ts';
import {version} from '../lib/version.ts';
import {createApiServer} from './api/server.ts';
import {bootstrap, DNS_SERVICE_IP} from './bootstrap/bootstrap.ts';
import {describeMachine} from './bootstrap/machine.ts';
import {startControllers} from './controllers/start.ts';
import {kinds} from './kinds/index.ts';
import type {PersistentVolume} from './kinds/objects.ts';
import {startKubelet} from './kubelet/kubelet.ts';
import {serveControl} from './launch/control.ts';
import {playgroundPaths} from './launch/paths.ts';
import type {ServerConfig} from './launch/start.ts';
import {startDnsServer} from './net/dns-server.ts';
import {setUpNetwork} from './net/node-network.ts';
import {startServiceProxy} from './net/service-proxy.ts';
import {writeKubeconfig} from './pki/kubeconfig.ts';
import {ensurePki} from './pki/pki.ts';
import {createRegistry} from './registry/registry.ts';
import {createImageCatalog} from './runtime/images.ts';
import {createRuntime} from './runtime/index.ts';
import {openStore} from './store/store.ts';
import {createVolume, removeVolume} from './volume-directories.ts';

/** The Kubernetes whose API is served. */
const kubernetesVersion = 'v1.36.2';

/** As kind names the nodes of cluster postgres-cluster, and where its Docker network would put them. */
const nodes = [
	{name: 'postgres-cluster-control-plane', address: '172.18.0.2'},
	{name: 'postgres-cluster-worker', address: '172.18.0.3'},
	{name: 'postgres-cluster-worker2', address: '172.18.0.4'},
	{name: 'postgres-cluster-worker3', address: '172.18.0.5'},
];

const gateway = '10.244.0.1';

export interface Surroundings {
	machine: {path: string};
	exit: (code: number) => void;
	log: (line: string) => void;
}

/**
 * Starts every part of the playground; resolves when its API answers. Ends itself, calling `exit`, when it
 * is told to through its control socket, or when the process at the other end of the lifeline is gone.
 */
export async function startServer(config: ServerConfig, socket: Server, around: Surroundings): Promise<void> {
	const {log} = around;
	const clock = systemClock;
	const paths = playgroundPaths(config.home);
	const startedAt = clock.now();
	const [pki] = await Promise.all([
		ensurePki(paths.pki),
		setUpNetwork({gateway, nodeAddresses: nodes.map(({address}) => address)}),
		// What ran before ended with its processes; only its directories can be left.
		rm(paths.runtime, {recursive: true, force: true}),
		mkdir(paths.volumes, {recursive: true}),
	]);

	const store = openStore(paths.store);
	const registry = createRegistry({store, kinds, clock});
	bootstrap(registry, {
		nodes,
		kubernetesVersion,
		machine: describeMachine(version),
	});
	const images = createImageCatalog(around.machine.path);
	const runtime = createRuntime({
		directory: paths.runtime,
		images,
		nodeNames: nodes.map(({name}) => name),
		gateway,
	});
	const kubelet = await startKubelet({
		registry,
		runtime,
		clock,
		log,
		paths: {pods: paths.pods},
		clusterDns: DNS_SERVICE_IP,
		clusterDomain: 'cluster.local',
		nodeAddresses: (name) => nodes.find((node) => node.name === name)?.address ?? gateway,
		resolveVolume: (volume) => volumePath(volume, paths.volumes),
	});
	const controllers = startControllers({
		registry,
		clock,
		log,
		volumesDir: paths.volumes,
		createVolume,
		removeVolume,
		caCertificate: pki.ca.certificate,
	});
	const api = createApiServer({
		registry,
		kinds,
		agent: kubelet,
		pki,
		version: `${kubernetesVersion}+doklab`,
		clock,
		log,
	});
	const dns = await startDnsServer(registry, DNS_SERVICE_IP);
	const proxy = startServiceProxy(registry, log);

	let ending = false;
	const shutdown = (graceMs: number) => {
		if (ending) {
			return;
		}

		ending = true;
		void (async () => {
			await Promise.all([api.close(), controllers.stop(), kubelet.close(), proxy.close(), dns.close()]);
			await runtime.close(graceMs);
			registry.close();
			await rm(paths.control, {force: true});
			around.exit(0);
		})().catch((error: unknown) => {
			log(`shutdown: ${(error as Error).stack}`);
			around.exit(1);
		});
	};
	await serveControl(paths.control, {
		status: () => ({port: config.port, startedAt, ending}),
		shutdown,
	});
	if (config.lifeline !== undefined) {
		// Nobody is left who would want a clean end: with this process all that runs here ends at once.
		await holdLifeline(config.lifeline, () => around.exit(0));
	}

	await api.listen(socket);
	await writeKubeconfig(paths.kubeconfig, {pki, port: config.port});
}

/** Only what the playground made: a PersistentVolume must not open the machine's files to a Pod. */
function volumePath(volume: PersistentVolume, volumes: string): string {
	const path = volume.spec.hostPath?.path ?? volume.spec.local?.path ?? '';
	if (!path.startsWith(`${volumes}/`) || path.includes('/../')) {
		throw new Error(`the playground only has volumes below ${volumes}, not ${path || 'none'}`);
	}

	return path;
}

function holdLifeline(path: string, onLost: () => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect(path);
		socket.once('connect', () => {
			socket.off('error', reject).on('error', () => {});
			socket.once('close', onLost);
			resolve();
		});
		socket.once('error', reject);
		socket.resume();
	});
}
