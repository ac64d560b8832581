import {onTestFinished} from 'vitest';
import {type Clock, systemClock, timestamp} from '../../../src/lib/clock.ts';
import {bootstrap} from '../../../src/playground/bootstrap/bootstrap.ts';
import {startControllers} from '../../../src/playground/controllers/start.ts';
import type {Pod} from '../../../src/playground/kinds/objects.ts';
import {isStatus} from '../../../src/playground/registry/status-error.ts';
import type {Registry} from '../../../src/playground/registry/types.ts';
import {testRegistry} from '../../helpers/registry.ts';

export const NODES = [
	{name: 'postgres-cluster-control-plane', address: '172.18.0.2'},
	{name: 'postgres-cluster-worker', address: '172.18.0.3'},
	{name: 'postgres-cluster-worker2', address: '172.18.0.4'},
	{name: 'postgres-cluster-worker3', address: '172.18.0.5'},
];

export interface TestCluster {
	registry: Registry;
	/** What the controllers logged. */
	logged: string[];
	/** Directories of volumes, as made and removed. */
	volumes: Set<string>;
	/** While true, the fake kubelet leaves Pods as they are. */
	kubelet: {paused: boolean; ready: (pod: Pod) => boolean};
	/** Waits until `probe` gives something; fails with what `probe` said last after five seconds. */
	until<T>(probe: () => T | undefined | false | null | ''): Promise<T>;
	/** Stops what runs and starts it anew on the same objects. */
	restart(): Promise<void>;
}

/** A cluster with all controllers and a kubelet that only writes statuses. */
export function startCluster(options: {clock?: Clock; namespaces?: string[]} = {}): TestCluster {
	const clock = options.clock ?? systemClock;
	const {registry} = testRegistry({clock, namespaces: options.namespaces ?? ['rec']});
	bootstrap(registry, {
		nodes: NODES,
		clock,
		kubernetesVersion: 'v1.36.2',
		machine: {cpus: 2, memoryBytes: 8 * 2 ** 30, kernelVersion: '6.1.0'},
	});
	const volumes = new Set<string>();
	const logged: string[] = [];
	const kubelet: TestCluster['kubelet'] = {paused: false, ready: () => true};
	const start = () => {
		const controllers = startControllers({
			registry,
			clock,
			log: (line) => logged.push(line),
			volumesDir: '/volumes',
			createVolume: async (path) => void volumes.add(path),
			removeVolume: async (path) => void volumes.delete(path),
			caCertificate: 'CERTIFICATE',
		});
		const stopKubelet = startFakeKubelet(registry, clock, kubelet);
		return async () => {
			stopKubelet();
			await controllers.stop();
		};
	};
	let stop = start();
	onTestFinished(() => stop());
	return {
		registry,
		logged,
		volumes,
		kubelet,
		until: (probe) => until(probe),
		async restart() {
			await stop();
			stop = start();
		},
	};
}

/** Waits on the turns of the event loop, not on a time; five seconds are its end. */
export async function until<T>(probe: () => T | undefined | false | null | ''): Promise<T> {
	const end = Date.now() + 5000;
	for (;;) {
		const found = probe();
		if (found) {
			return found;
		}

		if (Date.now() > end) {
			throw new Error(`not true within 5 s: ${probe.toString()}`);
		}

		await new Promise((resolve) => {
			setTimeout(resolve, 1);
		});
	}
}

function startFakeKubelet(registry: Registry, clock: Clock, state: TestCluster['kubelet']): () => void {
	let address = 10;
	const run = ({metadata}: Pod): void => {
		const pod = registry.find('pods', metadata.namespace, metadata.name);
		if (state.paused || !pod?.spec.nodeName || pod.metadata.uid !== metadata.uid) {
			return;
		}

		if (pod.metadata.deletionTimestamp !== undefined) {
			registry.delete('pods', metadata.namespace, metadata.name, {gracePeriodSeconds: 0});
			return;
		}

		const ready = state.ready(pod);
		const isReady = pod.status.conditions?.find(({type}) => type === 'Ready')?.status === 'True';
		if (pod.status.phase === 'Failed' || (pod.status.phase === 'Running' && ready === isReady)) {
			return;
		}

		registry.modify(
			'pods',
			metadata.namespace,
			metadata.name,
			({status}) => {
				status.phase = 'Running';
				status.podIP ??= `10.244.1.${address++}`;
				const others = (status.conditions ?? []).filter(({type}) => type !== 'Ready');
				status.conditions = [
					...others,
					{type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: timestamp(clock)},
				];
			},
			{subresource: 'status', fieldManager: 'kubelet'},
		);
	};
	const soon = (pod: Pod) =>
		setImmediate(() => {
			try {
				run(pod);
			} catch (error) {
				if (!isStatus(error, 'NotFound')) {
					throw error;
				}
			}
		});
	const unwatch = registry.watch('pods', ({type, object}) => {
		if (type !== 'DELETED') {
			soon(object);
		}
	});
	const interval = setInterval(() => registry.list('pods').forEach(run), 20);
	return () => {
		unwatch();
		clearInterval(interval);
	};
}
