import type {Node, NodeSelectorTerm, PersistentVolume, PersistentVolumeClaim} from '../../kinds/objects.ts';
import {compareQuantities} from '../../kinds/quantity.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import {matchesNodeTerms} from '../../scheduler/node-terms.ts';

/** True when the volume's claimRef names this claim, this very one once the uid is known. */
export function isReservedFor(
	{spec: {claimRef}}: PersistentVolume,
	{metadata}: PersistentVolumeClaim,
): boolean {
	return (
		claimRef?.name === metadata.name &&
		claimRef.namespace === metadata.namespace &&
		(claimRef.uid === undefined || claimRef.uid === '' || claimRef.uid === metadata.uid)
	);
}

/**
 * The volume to bind the claim to: one reserved for it, or else the smallest that fits (Kubernetes:
 * FindMatchingVolume). With `node`, only volumes that can be reached from there.
 */
export function findVolume(
	claim: PersistentVolumeClaim,
	volumes: PersistentVolume[],
	node: Node | undefined,
): PersistentVolume | undefined {
	const reserved = volumes.find((volume) => isReservedFor(volume, claim));
	if (reserved) {
		return reserved;
	}

	return volumes
		.filter((volume) => fits(volume, claim) && (node === undefined || isReachableFrom(volume, node)))
		.toSorted((a, b) => compareQuantities(capacityOf(a), capacityOf(b)))[0];
}

/** True when a Pod on `node` can use the volume. */
export function isReachableFrom({spec}: PersistentVolume, node: Node): boolean {
	const terms: NodeSelectorTerm[] | undefined = spec.nodeAffinity?.required.nodeSelectorTerms;
	return terms === undefined || matchesNodeTerms(terms, node);
}

function fits(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
	const {spec, status, metadata} = volume;
	return (
		spec.claimRef === undefined &&
		status.phase === 'Available' &&
		metadata.deletionTimestamp === undefined &&
		spec.volumeMode === claim.spec.volumeMode &&
		(spec.storageClassName ?? '') === (claim.spec.storageClassName ?? '') &&
		claim.spec.accessModes.every((mode) => spec.accessModes.includes(mode)) &&
		compareQuantities(capacityOf(volume), claim.spec.resources.requests?.['storage'] ?? '0') >= 0 &&
		(claim.spec.selector === undefined || matchesLabels(claim.spec.selector, metadata.labels))
	);
}

function capacityOf({spec}: PersistentVolume): string {
	return spec.capacity['storage'] ?? '0';
}
