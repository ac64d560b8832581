import type {Pod} from '../../kinds/objects.ts';
import type {Cluster, NodeState} from '../cluster.ts';

/** Why a node cannot take a Pod. */
export interface Rejection {
	/** As the scheduler's message says it, after the number of nodes. */
	reason: string;
	/** True when it would help if other Pods went away. */
	preemptible: boolean;
}

/** Says what is against running `pod` on the node; nothing when it may. */
export type Filter = (pod: Pod, state: NodeState, cluster: Cluster) => Rejection[];

/** A rejection that holds whatever else runs on the node. */
export function never(reason: string): Rejection[] {
	return [{reason, preemptible: false}];
}

/** A rejection that other Pods on the node are the cause of. */
export function notNow(reason: string): Rejection[] {
	return [{reason, preemptible: true}];
}
