import type {Pod, StatefulSet} from '../../kinds/objects.ts';
import {isTrue} from '../runtime/conditions.ts';

export function isTerminating(pod: Pod): boolean {
	return pod.metadata.deletionTimestamp !== undefined;
}

export function isEnded(pod: Pod): boolean {
	return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

export function isReady(pod: Pod): boolean {
	return pod.status.phase === 'Running' && isTrue(pod.status.conditions, 'Ready');
}

/** Milliseconds until a ready Pod has been so for minReadySeconds; 0 when it has, Infinity when it is not ready. */
export function msUntilAvailable(pod: Pod, set: StatefulSet, now: number): number {
	if (!isReady(pod)) {
		return Infinity;
	}

	const since = pod.status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime;
	const wait = (set.spec.minReadySeconds ?? 0) * 1000;
	return wait === 0 || since === undefined ? 0 : Math.max(0, Date.parse(since) + wait - now);
}
