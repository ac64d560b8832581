import type {Pod, PodSpec} from '../../kinds/objects.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import type {Cluster, NodeState} from '../cluster.ts';
import {type Filter, never, notNow} from './filter.ts';
import {wantsNode} from './node-affinity.ts';

export type SpreadConstraint = NonNullable<PodSpec['topologySpreadConstraints']>[number];

const MISMATCH = "node(s) didn't match pod topology spread constraints";

export const filterTopologySpread: Filter = (pod, {node}, cluster) => {
	for (const constraint of pod.spec.topologySpreadConstraints ?? []) {
		if (constraint.whenUnsatisfiable === 'DoNotSchedule') {
			const domain = node.metadata.labels?.[constraint.topologyKey];
			if (domain === undefined) {
				return never(`${MISMATCH} (missing required label)`);
			}

			const counts = countByDomain(pod, constraint, cluster);
			const itself = matchesLabels(constraint.labelSelector, pod.metadata.labels) ? 1 : 0;
			if ((counts.get(domain) ?? 0) + itself - Math.min(...counts.values()) > constraint.maxSkew) {
				return notNow(MISMATCH);
			}
		}
	}

	return [];
};

/** How many Pods like this one each domain holds; domains are those of the nodes that the Pod could go to. */
export function countByDomain(pod: Pod, constraint: SpreadConstraint, {nodes}: Cluster): Map<string, number> {
	const counts = new Map<string, number>();
	for (const state of nodes) {
		const domain = state.node.metadata.labels?.[constraint.topologyKey];
		if (domain !== undefined && wantsNode(pod, state.node)) {
			counts.set(domain, (counts.get(domain) ?? 0) + countLike(pod, constraint, state));
		}
	}

	return counts;
}

function countLike(pod: Pod, {labelSelector}: SpreadConstraint, {pods}: NodeState): number {
	return pods.filter(
		({metadata}) =>
			metadata.namespace === pod.metadata.namespace &&
			metadata.deletionTimestamp === undefined &&
			matchesLabels(labelSelector, metadata.labels),
	).length;
}
