import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {createEventRecorder, type EventRecorder} from '../events/recorder.ts';
import type {KubeObject, Pod, ResourceName} from '../kinds/objects.ts';
import type {Change} from '../registry/types.ts';
import type {KubeletContext, KubeletOptions} from './context.ts';
import {execInPod} from './exec.ts';
import {podLogs} from './logs/pod-logs.ts';
import {podDirectory} from './pod-paths.ts';
import {PodWorker} from './pod-worker.ts';
import type {NodeAgent} from './types.ts';
import {references} from './volumes/references.ts';

/** The kubelets of all nodes, in one. */
export interface Kubelet extends NodeAgent {
	/**
	 * Stops working. What runs goes on until the runtime is closed, and Pods stay in the API as they are, to be
	 * taken up by the next start.
	 */
	close(): Promise<void>;
}

/** Resources whose objects a Pod may refer to by name. */
const REFERRED = ['configmaps', 'secrets', 'persistentvolumeclaims'] as const satisfies ResourceName[];

/**
 * Runs every Pod that has a node: what was running before this process started is started again, as after a
 * reboot of the node. Resolves when the files of Pods that are gone have been removed and it has begun.
 */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
	const {registry, clock} = options;
	const recorders = new Map<string, EventRecorder>();
	const context: KubeletContext = {
		...options,
		recorder(host) {
			const known =
				recorders.get(host) ?? safe(createEventRecorder({registry, clock, component: 'kubelet', host}));
			recorders.set(host, known);
			return known;
		},
	};
	/** By the Pod's uid. */
	const workers = new Map<string, PodWorker>();
	await removeLeftovers(options.paths.pods, registry.list('pods'));
	const unwatch = [
		registry.watch('pods', (change) => follow(change)),
		...REFERRED.map((resource) => registry.watch(resource, ({object}) => refresh(resource, object))),
	];
	for (const pod of registry.list('pods')) {
		follow({type: 'ADDED', object: pod});
	}

	// An event that cannot be stored (a full disk) must not keep a container from being watched.
	function safe(recorder: EventRecorder): EventRecorder {
		return {
			event(about, ...words) {
				try {
					recorder.event(about, ...words);
				} catch (error) {
					options.log(`kubelet: event about ${about.metadata.name}: ${(error as Error).message}`);
				}
			},
		};
	}

	function follow({type, object: pod}: Pick<Change<Pod>, 'type' | 'object'>): void {
		const worker = workers.get(pod.metadata.uid);
		if (worker) {
			worker.update(pod, type === 'DELETED');
		} else if (type !== 'DELETED' && pod.spec.nodeName) {
			add(pod);
		}
	}

	function add(pod: Pod): void {
		const {namespace, name, uid} = pod.metadata;
		const sameName = [...workers.values()].filter(
			({pod: other}) => other.metadata.namespace === namespace && other.metadata.name === name,
		);
		// Two servers on one data directory would destroy it: a name's next Pod waits for the last one's end.
		const after = Promise.all(sameName.map(({gone}) => gone)).then(() => {});
		const worker = new PodWorker(context, pod, after);
		workers.set(uid, worker);
		void worker.gone.then(() => workers.delete(uid));
		worker.wake();
	}

	function refresh(resource: (typeof REFERRED)[number], {metadata}: KubeObject): void {
		for (const worker of workers.values()) {
			const {pod} = worker;
			if (
				pod.metadata.namespace === metadata.namespace &&
				references(pod).has(`${resource}/${metadata.name}`)
			) {
				worker.refresh();
			}
		}
	}

	function find(namespace: string, name: string): {pod: Pod; worker: PodWorker | undefined} {
		const pod = registry.get('pods', namespace, name);
		return {pod, worker: workers.get(pod.metadata.uid)};
	}

	return {
		logs(namespace, name, logOptions, signal) {
			const {pod, worker} = find(namespace, name);
			return podLogs(clock, pod, worker, logOptions, signal);
		},
		async exec(namespace, name, container, argv, execOptions) {
			const {pod, worker} = find(namespace, name);
			return execInPod(pod, worker, container, argv, execOptions);
		},
		async close() {
			for (const stop of unwatch) {
				stop();
			}

			await Promise.all([...workers.values()].map((worker) => worker.close()));
		},
	};
}

async function removeLeftovers(directory: string, pods: readonly Pod[]): Promise<void> {
	await mkdir(directory, {recursive: true});
	const known = new Set(pods.map(podDirectory));
	const leftovers = (await readdir(directory)).filter((name) => !known.has(name));
	await Promise.all(leftovers.map((name) => rm(join(directory, name), {recursive: true, force: true})));
}
