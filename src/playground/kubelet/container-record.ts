import type {Container, ContainerStateTerminated, ContainerStateWaiting, PodSpec} from '../kinds/objects.ts';
import type {Backoff} from './backoff.ts';

/** Which list of the spec a container stands in; a sidecar is an init container that restarts always. */
export type ContainerRole = 'init' | 'sidecar' | 'main';

/** The newest start of a container that runs. Times in milliseconds since the epoch. */
export interface RunningState {
	kind: 'running';
	containerId: string;
	/** As the spec asked for it then. */
	image: string;
	startedAt: number;
	/** Startup probe passed, or there is none. */
	started: boolean;
	/** Last word of the readiness probe. */
	ready: boolean;
	/** Told to end, for whatever reason. */
	stopping: boolean;
}

export interface TerminatedState {
	kind: 'terminated';
	finishedAt: number;
	terminated: ContainerStateTerminated;
}

/** What the kubelet knows about one container of a Pod: plain data, read by plan and status. */
export interface ContainerRecord {
	spec: Container;
	role: ContainerRole;
	/** Number of the newest start; -1 before the first. Shown as the restart count. */
	attempt: number;
	state: {kind: 'none'} | RunningState | TerminatedState;
	/** The end before the newest start. */
	last?: ContainerStateTerminated;
	/** Why it is not started now. */
	waiting?: ContainerStateWaiting;
	/** Image and user of the newest start. */
	imageId?: string;
	user?: {uid: number; gid: number; groups: number[]};
	restart?: Backoff;
	pull?: {backoff: Backoff; failedAt: number; message: string};
	/** A start that failed for its configuration is tried again at this time. */
	retryAt?: number;
}

/** A record for each container of a Pod that has not run yet, init containers first. */
export function newRecords(spec: PodSpec): ContainerRecord[] {
	const make = (container: Container, role: ContainerRole): ContainerRecord => ({
		spec: container,
		role,
		attempt: -1,
		state: {kind: 'none'},
	});
	return [
		...(spec.initContainers ?? []).map((container) =>
			make(container, container.restartPolicy === 'Always' ? 'sidecar' : 'init'),
		),
		...spec.containers.map((container) => make(container, 'main')),
	];
}

/** The field that events about a container name: `spec.initContainers{name}`. */
export function fieldPathOf(record: ContainerRecord): string {
	return `${record.role === 'main' ? 'spec.containers' : 'spec.initContainers'}{${record.spec.name}}`;
}

/** True when it ended with exit code 0. */
export function succeeded({state}: ContainerRecord): boolean {
	return state.kind === 'terminated' && state.terminated.exitCode === 0;
}

/** Whether the restart policy starts a container that has ended again. */
export function restarts(record: ContainerRecord, podPolicy: PodSpec['restartPolicy']): boolean {
	const policy = record.role === 'sidecar' ? 'Always' : podPolicy;
	// An init container that succeeded is done, whatever the policy.
	return policy === 'Always'
		? record.role !== 'init' || !succeeded(record)
		: policy === 'OnFailure' && !succeeded(record);
}
