import type {Pod, Taint, Toleration} from '../../kinds/objects.ts';
import {type Filter, never} from './filter.ts';

const UNSCHEDULABLE: Taint = {key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'};

/** A cordoned node. */
export const filterUnschedulable: Filter = (pod, {node}) =>
	node.spec.unschedulable === true && !tolerates(pod, UNSCHEDULABLE)
		? never('node(s) were unschedulable')
		: [];

export const filterTaints: Filter = (pod, {node}) =>
	(node.spec.taints ?? []).some((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(pod, taint))
		? never('node(s) had untolerated taint(s)')
		: [];

/** True when one of the Pod's tolerations covers the taint (Kubernetes: Toleration.ToleratesTaint). */
export function tolerates({spec}: Pod, taint: Taint): boolean {
	return (spec.tolerations ?? []).some((toleration) => covers(toleration, taint));
}

function covers({key, operator = 'Equal', value = '', effect}: Toleration, taint: Taint): boolean {
	if ((effect && effect !== taint.effect) || (key && key !== taint.key)) {
		return false;
	}

	return operator === 'Exists' || (Boolean(key) && value === (taint.value ?? ''));
}
