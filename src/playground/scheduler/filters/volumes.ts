import type {Node} from '../../kinds/objects.ts';
import {NO_PROVISIONER, SELECTED_NODE} from '../../controllers/volumes/annotations.ts';
import {findVolume, isReachableFrom} from '../../controllers/volumes/match.ts';
import {type Cluster, isBound, type PodClaim} from '../cluster.ts';
import {type Filter, never} from './filter.ts';

export const filterVolumes: Filter = (_pod, {node}, cluster) => {
	for (const claim of cluster.claims) {
		if (isBound(claim)) {
			if (!isReachableFrom(claim.volume!, node)) {
				return never("node(s) didn't match PersistentVolume's node affinity");
			}
		} else if (!canBind(claim, node, cluster)) {
			return never("node(s) didn't find available persistent volumes to bind");
		}
	}

	return [];
};

/** A claim that waits for its consumer: is there a volume for it on the node, or somebody who makes one? */
function canBind({claim, storageClass}: PodClaim, node: Node, {volumes}: Cluster): boolean {
	if (!claim) {
		return false;
	}

	const selected = claim.metadata.annotations?.[SELECTED_NODE];
	if (selected !== undefined && selected !== node.metadata.name) {
		return false;
	}

	return (
		findVolume(claim, volumes, node) !== undefined ||
		(storageClass !== undefined && storageClass.provisioner !== NO_PROVISIONER)
	);
}
