import type {Condition, Pod, PodStatus} from '../../kinds/objects.ts';
import {type ContainerRecord, succeeded} from '../container-record.ts';
import {isReady} from './container-status.ts';

/** The order in which a kubelet writes them. */
type Part = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/**
 * The conditions that a kubelet keeps of a Pod; what others wrote stays. A condition whose status did not
 * change keeps its lastTransitionTime.
 */
export function podConditions(
	pod: Pod,
	records: readonly ContainerRecord[],
	facts: {phase: PodStatus['phase']; sandbox: boolean; now: string},
): Condition[] {
	const {phase, sandbox, now} = facts;
	const ready = readiness(records, phase);
	const parts: Part[] = [
		{type: 'PodReadyToStartContainers', status: sandbox ? 'True' : 'False'},
		{type: 'Initialized', ...initialized(records, phase)},
		{type: 'Ready', ...ready},
		{type: 'ContainersReady', ...ready},
		{type: 'PodScheduled', status: 'True'},
	];
	const before = pod.status.conditions ?? [];
	const kept = before.filter(({type}) => !parts.some((part) => part.type === type));
	return [
		...parts.map((part) =>
			complete(
				part,
				pod,
				before.find(({type}) => type === part.type),
				now,
			),
		),
		...kept,
	];
}

function complete(part: Part, pod: Pod, before: Condition | undefined, now: string): Condition {
	const unchanged = before?.status === part.status;
	return {
		type: part.type,
		...(pod.metadata.generation === undefined ? {} : {observedGeneration: pod.metadata.generation}),
		status: part.status,
		lastProbeTime: null,
		lastTransitionTime: unchanged ? (before.lastTransitionTime ?? now) : now,
		...(part.reason === undefined ? {} : {reason: part.reason}),
		...(part.message === undefined ? {} : {message: part.message}),
	};
}

function initialized(records: readonly ContainerRecord[], phase: PodStatus['phase']): Omit<Part, 'type'> {
	if (phase === 'Succeeded') {
		return {status: 'True', reason: 'PodCompleted'};
	}

	const begun = records.some(
		({role, state, last}) => role === 'main' && (state.kind !== 'none' || last !== undefined),
	);
	const incomplete = records.filter(
		(record) =>
			(record.role === 'init' && !succeeded(record)) ||
			(record.role === 'sidecar' && !(record.state.kind === 'running' && record.state.started)),
	);
	if (begun || incomplete.length === 0) {
		return {status: 'True'};
	}

	return {
		status: 'False',
		reason: 'ContainersNotInitialized',
		message: `containers with incomplete status: ${list(incomplete)}`,
	};
}

function readiness(records: readonly ContainerRecord[], phase: PodStatus['phase']): Omit<Part, 'type'> {
	if (phase === 'Succeeded' || phase === 'Failed') {
		return {status: 'False', reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed'};
	}

	const unready = records.filter((record) => record.role !== 'init' && !isReady(record));
	if (unready.length === 0) {
		return {status: 'True'};
	}

	return {
		status: 'False',
		reason: 'ContainersNotReady',
		message: `containers with unready status: ${list(unready)}`,
	};
}

function list(records: readonly ContainerRecord[]): string {
	return `[${records.map(({spec}) => spec.name).join(' ')}]`;
}
