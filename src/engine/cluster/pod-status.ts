import type {KubeObject} from '../../kube/kube.ts';

interface ContainerState {
	waiting?: {reason?: string; message?: string};
	running?: object;
	terminated?: {reason?: string; message?: string; exitCode: number; signal?: number};
}

interface ContainerStatus {
	name: string;
	ready?: boolean;
	started?: boolean;
	restartCount?: number;
	state?: ContainerState;
}

interface Condition {
	type: string;
	status: string;
	reason?: string;
	message?: string;
}

/** A Pod as far as its status is shown. */
export interface Pod extends KubeObject {
	spec?: {
		nodeName?: string;
		containers?: object[];
		initContainers?: Array<{name: string; restartPolicy?: string}>;
		volumes?: Array<{persistentVolumeClaim?: {claimName: string}}>;
	};
	status?: {
		phase?: string;
		reason?: string;
		podIP?: string;
		podIPs?: Array<{ip: string}>;
		conditions?: Condition[];
		initContainerStatuses?: ContainerStatus[];
		containerStatuses?: ContainerStatus[];
	};
}

export interface PodSummary {
	status: string;
	readyContainers: number;
	containers: number;
	restarts: number;
}

/** What `kubectl get pods` shows of a Pod. Kubernetes: pkg/printers/internalversion/printers.go, printPod. */
export function summarizePod(pod: Pod): PodSummary {
	const {spec = {}, status = {}} = pod;
	const initContainers = spec.initContainers ?? [];
	const sidecars = new Set(
		initContainers.filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
	);
	const gated = status.conditions?.some(
		({type, reason}) => type === 'PodScheduled' && reason === 'SchedulingGated',
	);
	const basis = gated === true ? 'SchedulingGated' : status.reason || status.phase || 'Unknown';
	const init = summarizeInit(status.initContainerStatuses ?? [], sidecars, initContainers.length);
	const isInitialized = isTrue(status.conditions, 'Initialized');
	const main =
		init.reason === undefined || isInitialized
			? summarizeMain(status.containerStatuses ?? [], basis, isTrue(status.conditions, 'Ready'))
			: {reason: init.reason, ready: 0, restarts: undefined};
	return {
		status: endingOf(pod) ?? main.reason,
		readyContainers: init.ready + main.ready,
		containers: (spec.containers?.length ?? 0) + sidecars.size,
		restarts: main.restarts === undefined ? init.restarts : init.sidecarRestarts + main.restarts,
	};
}

/** Why a Pod waits: its first waiting container's words, or why it is not scheduled. */
export function waitingMessage({status}: Pod): string | undefined {
	const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
	const waiting = statuses.find(({state}) => state?.waiting?.message !== undefined);
	const unscheduled = status?.conditions?.find(
		(condition) => condition.type === 'PodScheduled' && condition.status === 'False',
	);
	return waiting?.state?.waiting?.message ?? unscheduled?.message;
}

export function isTrue(conditions: readonly Condition[] | undefined, type: string): boolean {
	return conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}

/** Undefined reason: all init containers are through. */
function summarizeInit(
	statuses: readonly ContainerStatus[],
	sidecars: ReadonlySet<string>,
	total: number,
): {reason: string | undefined; ready: number; restarts: number; sidecarRestarts: number} {
	let ready = 0;
	let restarts = 0;
	let sidecarRestarts = 0;
	for (const [index, {name, state, started, ready: isReady, restartCount = 0}] of statuses.entries()) {
		restarts += restartCount;
		sidecarRestarts += sidecars.has(name) ? restartCount : 0;
		if (state?.terminated?.exitCode === 0) {
			continue;
		}

		if (sidecars.has(name) && started === true) {
			ready += isReady === true ? 1 : 0;
			continue;
		}

		return {reason: `Init:${initReason(state, index, total)}`, ready, restarts, sidecarRestarts};
	}

	return {reason: undefined, ready, restarts, sidecarRestarts};
}

function initReason(state: ContainerState | undefined, index: number, total: number): string {
	if (state?.terminated !== undefined) {
		return state.terminated.reason || exitOf(state.terminated);
	}

	const reason = state?.waiting?.reason;
	return reason && reason !== 'PodInitializing' ? reason : `${index}/${total}`;
}

function summarizeMain(
	statuses: readonly ContainerStatus[],
	basis: string,
	isReady: boolean,
): {reason: string; ready: number; restarts: number} {
	let reason = basis;
	let ready = 0;
	let restarts = 0;
	let hasRunning = false;
	for (const status of statuses.toReversed()) {
		const {state} = status;
		restarts += status.restartCount ?? 0;
		if (state?.waiting?.reason) {
			reason = state.waiting.reason;
		} else if (state?.terminated !== undefined) {
			reason = state.terminated.reason || exitOf(state.terminated);
		} else if (status.ready === true && state?.running !== undefined) {
			hasRunning = true;
			ready++;
		}
	}

	if (reason === 'Completed' && hasRunning) {
		reason = isReady ? 'Running' : 'NotReady';
	}

	return {reason, ready, restarts};
}

function exitOf({signal, exitCode}: {signal?: number; exitCode: number}): string {
	return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

/** The status of a Pod that is being deleted. */
function endingOf({metadata, status}: Pod): string | undefined {
	if (metadata.deletionTimestamp === undefined) {
		return undefined;
	}

	if (status?.reason === 'NodeLost') {
		return 'Unknown';
	}

	return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? undefined : 'Terminating';
}
