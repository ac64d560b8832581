import type {Pod, StatefulSet} from '../../kinds/objects.ts';
import {missingIdentity, ordinalOf, REVISION} from './identity.ts';
import {isEnded, isReady, isTerminating, msUntilAvailable} from './pods.ts';

/** What is to be done about a set's Pods, in this order. */
export type Action =
	| {do: 'create'; ordinal: number; revision: 'current' | 'update'}
	/** Claims of a Pending member that are gone are made again. */
	| {do: 'ensureClaims'; ordinal: number}
	| {do: 'label'; pod: Pod; labels: Record<string, string>}
	| {do: 'delete'; pod: Pod};

export interface Plan {
	actions: Action[];
	/** Members beyond the replicas, highest ordinal first. */
	condemned: Pod[];
	/** When a Pod becomes available by time alone: look again then. */
	again?: number;
}

export interface PlanInput {
	set: StatefulSet;
	/** The Pods that the set controls. */
	pods: Pod[];
	/** Name of the revision that is rolled out. */
	update: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/**
 * The next steps towards `spec.replicas` members of the wanted revision (Kubernetes: updateStatefulSet).
 * OrderedReady takes one step and waits; Parallel takes them all.
 */
export function planStatefulSet({set, pods, update, now}: PlanInput): Plan {
	const start = set.spec.ordinals?.start ?? 0;
	const end = start + set.spec.replicas;
	const members = new Map(pods.map((pod) => [ordinalOf(set, pod.metadata.name) ?? -1, pod]));
	const condemned = [...members]
		.filter(([ordinal]) => ordinal < start || ordinal >= end)
		.toSorted(([a], [b]) => b - a)
		.map(([, pod]) => pod);
	const again = soonestAvailable(set, pods, now);
	if (isDeleting(set)) {
		return {actions: [], condemned};
	}

	const ordered = set.spec.podManagementPolicy !== 'Parallel';
	const actions: Action[] = [];
	const done = () => ({actions, condemned, ...(again === undefined ? {} : {again})});
	for (let ordinal = start; ordinal < end; ordinal++) {
		const step = memberStep(set, ordinal, members.get(ordinal), now);
		actions.push(...step.actions);
		if (step.wait && ordered) {
			return done();
		}
	}

	const firstUnhealthy = [...members]
		.toSorted(([a], [b]) => a - b)
		.map(([, pod]) => pod)
		.find((pod) => isTerminating(pod) || msUntilAvailable(pod, set, now) > 0);
	for (const pod of condemned) {
		const waits = isTerminating(pod) || (msUntilAvailable(pod, set, now) > 0 && pod !== firstUnhealthy);
		if (!isTerminating(pod) && !(ordered && waits)) {
			actions.push({do: 'delete', pod});
		}

		if (ordered) {
			return done();
		}
	}

	if (set.spec.updateStrategy.type === 'RollingUpdate') {
		actions.push(...rollingUpdate(set, members, {start, end}, update, now));
	}

	return done();
}

function isDeleting(set: StatefulSet): boolean {
	return set.metadata.deletionTimestamp !== undefined;
}

/** What one ordinal needs; `wait`: an ordered set goes no further before it has come about. */
function memberStep(
	set: StatefulSet,
	ordinal: number,
	pod: Pod | undefined,
	now: number,
): {actions: Action[]; wait: boolean} {
	if (!pod) {
		const revision = startsAtCurrent(set, ordinal) ? 'current' : 'update';
		return {actions: [{do: 'create', ordinal, revision}], wait: true};
	}

	if (isEnded(pod)) {
		return {actions: isTerminating(pod) ? [] : [{do: 'delete', pod}], wait: true};
	}

	const actions: Action[] = [];
	const labels = isTerminating(pod) ? undefined : missingIdentity(pod, ordinal);
	if (labels) {
		actions.push({do: 'label', pod, labels});
	}

	if (pod.status.phase === 'Pending') {
		actions.push({do: 'ensureClaims', ordinal});
	}

	return {actions, wait: isTerminating(pod) || msUntilAvailable(pod, set, now) > 0};
}

/** Below the partition a member is made anew at the revision that it had. */
function startsAtCurrent(set: StatefulSet, ordinal: number): boolean {
	const {type, rollingUpdate} = set.spec.updateStrategy;
	if (type !== 'RollingUpdate') {
		return false;
	}

	const start = set.spec.ordinals?.start ?? 0;
	return (
		ordinal < start + (rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status.currentReplicas ?? 0))
	);
}

/** Members of an old revision, from the highest ordinal down to the partition, maxUnavailable at a time. */
function rollingUpdate(
	set: StatefulSet,
	members: Map<number, Pod>,
	{start, end}: {start: number; end: number},
	update: string,
	now: number,
): Action[] {
	const {partition = 0, maxUnavailable} = set.spec.updateStrategy.rollingUpdate ?? {};
	const actions: Action[] = [];
	let left = unavailableAllowed(maxUnavailable, set.spec.replicas);
	for (let ordinal = end - 1; ordinal >= start + partition && left > 0; ordinal--) {
		const pod = members.get(ordinal);
		if (pod && pod.metadata.labels?.[REVISION] !== update && !isTerminating(pod)) {
			actions.push({do: 'delete', pod});
			left--;
		} else if (!pod || isTerminating(pod) || !isReady(pod) || msUntilAvailable(pod, set, now) > 0) {
			left--;
		}
	}

	return actions;
}

/** A number, or a percentage of the replicas rounded up; at least 1 (intstr.GetScaledValueFromIntOrPercent). */
function unavailableAllowed(value: number | string | undefined, replicas: number): number {
	const count =
		typeof value === 'string' ? Math.ceil((Number.parseInt(value, 10) / 100) * replicas) : (value ?? 1);
	return Math.max(1, count);
}

function soonestAvailable(set: StatefulSet, pods: Pod[], now: number): number | undefined {
	const waits = pods.map((pod) => msUntilAvailable(pod, set, now)).filter((ms) => ms > 0 && ms !== Infinity);
	return waits.length === 0 ? undefined : Math.min(...waits);
}
