import type {Pod, StatefulSet} from '../../kinds/objects.ts';
import {REVISION} from './identity.ts';
import {isReady, isTerminating, msUntilAvailable} from './pods.ts';

export interface StatusInput {
	set: StatefulSet;
	pods: Pod[];
	/** Pods that were deleted just now: they count as terminating already. */
	deleted: ReadonlySet<Pod>;
	/** Names of the revisions. */
	current: string;
	update: string;
	collisionCount: number;
	/** Milliseconds since the epoch. */
	now: number;
}

/** What the set says about itself; counts of none are left out, as a server leaves them out. */
export function statusOf(input: StatusInput): StatefulSet['status'] {
	const {set, pods, deleted, update, now} = input;
	const ready = pods.filter(isReady);
	const lasting = pods.filter((pod) => !isTerminating(pod) && !deleted.has(pod));
	const of = (revision: string) =>
		lasting.filter(({metadata}) => metadata.labels?.[REVISION] === revision).length;
	const updated = of(update);
	const complete =
		set.spec.updateStrategy.type === 'RollingUpdate' &&
		updated === set.spec.replicas &&
		ready.length === set.spec.replicas &&
		pods.length === set.spec.replicas;
	const current = complete ? update : input.current;
	return {
		...(set.status.conditions ? {conditions: set.status.conditions} : {}),
		...(set.metadata.generation === undefined ? {} : {observedGeneration: set.metadata.generation}),
		replicas: pods.length,
		...unlessNone('readyReplicas', ready.length),
		...unlessNone('currentReplicas', of(current)),
		...unlessNone('updatedReplicas', updated),
		currentRevision: current,
		updateRevision: update,
		collisionCount: input.collisionCount,
		availableReplicas: pods.filter((pod) => msUntilAvailable(pod, set, now) === 0).length,
	};
}

function unlessNone<K extends string>(name: K, count: number): Partial<Record<K, number>> {
	return count === 0 ? {} : ({[name]: count} as Record<K, number>);
}
