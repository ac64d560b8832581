import type {Pod} from '../../kinds/objects.ts';
import type {Cluster, NodeState} from '../cluster.ts';
import type {Filter, Rejection} from './filter.ts';
import {filterNodeAffinity} from './node-affinity.ts';
import {filterPodAffinity} from './pod-affinity.ts';
import {filterPorts} from './ports.ts';
import {filterResources} from './resources.ts';
import {filterTaints, filterUnschedulable} from './taints.ts';
import {filterTopologySpread} from './topology-spread.ts';
import {filterVolumes} from './volumes.ts';

/** In the order of Kubernetes' default plugins: the first that is against a node is the one that is heard. */
const FILTERS: Filter[] = [
	filterUnschedulable,
	filterTaints,
	filterNodeAffinity,
	filterPorts,
	filterResources,
	filterVolumes,
	filterTopologySpread,
	filterPodAffinity,
];

/** What keeps `pod` off the node; nothing when it may run there. */
export function reject(pod: Pod, state: NodeState, cluster: Cluster): Rejection[] {
	for (const filter of FILTERS) {
		const rejections = filter(pod, state, cluster);
		if (rejections.length > 0) {
			return rejections;
		}
	}

	return [];
}
