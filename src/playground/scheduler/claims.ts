import {isBound, type PodClaim} from './cluster.ts';

/** What keeps the Pod's claims from being used on any node, in the scheduler's words; undefined when nothing does. */
export function claimProblem(claims: PodClaim[]): string | undefined {
	for (const {name, claim} of claims) {
		if (!claim) {
			return `persistentvolumeclaim "${name}" not found`;
		}

		if (claim.status.phase === 'Lost') {
			return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName}"`;
		}

		if (claim.metadata.deletionTimestamp !== undefined) {
			return `persistentvolumeclaim "${name}" is being deleted`;
		}
	}

	const immediate = unboundClaims(claims).filter(
		({storageClass}) => storageClass?.volumeBindingMode !== 'WaitForFirstConsumer',
	);
	return immediate.length > 0 ? 'pod has unbound immediate PersistentVolumeClaims' : undefined;
}

export function unboundClaims(claims: PodClaim[]): PodClaim[] {
	return claims.filter((claim) => !isBound(claim));
}
