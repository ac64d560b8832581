import type {Probe} from '../lesson/types.ts';
import type {Kube, KubeObject} from '../kube/kube.ts';
import type {CheckState} from './events.ts';
import type {Workbench} from './workbench.ts';

export interface Evidence {
	items: CheckState['evidence'];
	/** Set when a container's image cannot be had: then nothing else of the check could be true. */
	imageTrouble: string | undefined;
}

interface ContainerStatus {
	name: string;
	restartCount?: number;
	ready?: boolean;
	state?: {
		waiting?: {reason?: string; message?: string};
		terminated?: {reason?: string; exitCode?: number; message?: string};
	};
}

const logLines = 20;
const eventLines = 5;
const mostPods = 3;

// Kubernetes: pkg/kubelet/images/types.go, the reasons that are not the manifest's fault.
const imageReasons = new Set([
	'ErrImagePull',
	'ImagePullBackOff',
	'ErrImageNeverPull',
	'RegistryUnavailable',
]);

/** What an engineer would look at next: events, why containers wait, their last log lines. Never throws. */
export async function gatherEvidence(
	probe: Probe,
	objects: readonly KubeObject[],
	bench: Workbench,
	signal: AbortSignal,
): Promise<Evidence> {
	try {
		const kube = await bench.connection.kube();
		const pods = await findPods(probe, objects, kube, bench.namespace, signal);
		const others = objects.filter(({kind}) => kind !== 'Pod').slice(0, mostPods);
		const items: CheckState['evidence'] = [];
		for (const object of [...others, ...pods]) {
			items.push(...(await readEvents(object, kube, signal)));
		}

		for (const pod of pods) {
			items.push(...describeContainers(pod), ...(await readLogs(pod, kube, signal)));
		}

		const stuck = pods
			.flatMap((pod) => statusesOf(pod))
			.find(({state}) => imageReasons.has(state?.waiting?.reason ?? ''));
		return {items, imageTrouble: stuck && describeState(stuck)};
	} catch {
		// The cluster that made the check red may be what cannot be asked.
		return {items: [], imageTrouble: undefined};
	}
}

/** The Pods concerned, those that are not Ready first. */
async function findPods(
	probe: Probe,
	objects: readonly KubeObject[],
	kube: Kube,
	namespace: string,
	signal: AbortSignal,
): Promise<KubeObject[]> {
	const found: KubeObject[] = [];
	if (probe.type === 'sql' || probe.type === 'exec') {
		const pod = await kube.read(
			{kind: 'Pod', name: probe.pod, namespace: probe.namespace ?? namespace},
			signal,
		);
		found.push(...(pod === undefined ? [] : [pod]));
	}

	for (const object of objects) {
		const labels = (object.spec as {selector?: {matchLabels?: Record<string, string>}} | undefined)?.selector
			?.matchLabels;
		if (object.kind === 'Pod') {
			found.push(object);
		} else if (labels !== undefined) {
			const selector = Object.entries(labels)
				.map(([key, value]) => `${key}=${value}`)
				.join(',');
			found.push(
				...(await kube.list({kind: 'Pod', namespace: object.metadata.namespace, selector}, signal)).items,
			);
		}
	}

	return found
		.filter((pod) => !isReady(pod))
		.concat(found.filter((pod) => isReady(pod)))
		.slice(0, mostPods);
}

function isReady(pod: KubeObject): boolean {
	const {conditions} = (pod.status ?? {}) as {conditions?: Array<{type: string; status: string}>};
	return conditions?.some(({type, status}) => type === 'Ready' && status === 'True') ?? false;
}

async function readEvents(
	object: KubeObject,
	kube: Kube,
	signal: AbortSignal,
): Promise<CheckState['evidence']> {
	const events = (await kube.events(object, signal)) as Array<
		KubeObject & {type?: string; reason?: string; message?: string; count?: number}
	>;
	const lines = events.slice(-eventLines).map(({type, reason, message, count}) => {
		const times = count !== undefined && count > 1 ? ` (${count} times)` : '';
		return `${type ?? ''} ${reason ?? ''}${times}: ${message ?? ''}`.trim();
	});
	return lines.length === 0 ? [] : [{title: `Events of ${object.kind} ${object.metadata.name}`, lines}];
}

function statusesOf(pod: KubeObject): ContainerStatus[] {
	const {initContainerStatuses = [], containerStatuses = []} = (pod.status ?? {}) as {
		initContainerStatuses?: ContainerStatus[];
		containerStatuses?: ContainerStatus[];
	};
	return [...initContainerStatuses, ...containerStatuses];
}

function describeContainers(pod: KubeObject): CheckState['evidence'] {
	const lines = statusesOf(pod).flatMap((status) => describeState(status) ?? []);
	return lines.length === 0 ? [] : [{title: `Containers of Pod ${pod.metadata.name}`, lines}];
}

/** Why a container does not run, in one line; undefined when it runs or ended well. */
function describeState({name, state}: ContainerStatus): string | undefined {
	if (state?.waiting !== undefined) {
		const {reason = 'no reason', message} = state.waiting;
		return `${name} waits: ${reason}${message === undefined ? '' : `: ${message}`}`;
	}

	const ended = state?.terminated;
	if (ended === undefined || ended.exitCode === 0) {
		return undefined;
	}

	return `${name} ended: ${ended.reason ?? 'Error'}, exit code ${ended.exitCode}`;
}

async function readLogs(pod: KubeObject, kube: Kube, signal: AbortSignal): Promise<CheckState['evidence']> {
	const {name, namespace = ''} = pod.metadata;
	const items: CheckState['evidence'] = [];
	for (const status of statusesOf(pod)) {
		if (status.ready === true || (status.state?.terminated?.exitCode ?? -1) === 0) {
			continue;
		}

		const from = {name, namespace, container: status.name, lines: logLines};
		// A container that waits to be restarted has its words in the run before.
		const previous = status.state?.waiting !== undefined && (status.restartCount ?? 0) > 0;
		const lines = await kube.logs({...from, previous}, signal).catch((): string[] => []);
		if (lines.length > 0) {
			items.push({title: `Log of ${status.name} in Pod ${name}`, lines});
		}
	}

	return items;
}
