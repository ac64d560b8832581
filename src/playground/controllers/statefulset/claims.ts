import type {OwnerReference, PersistentVolumeClaim, Pod, StatefulSet} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import {controllerReference} from '../runtime/owners.ts';
import {claimDrafts, claimName, ordinalOf} from './identity.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};

/** A claim of the member that does not exist was made, or could not be. */
export interface ClaimOutcome {
	name: string;
	error?: Error;
}

/**
 * Makes the member's claims that do not exist, and returns what became of them. Throws when a claim is there
 * but is being deleted: a Pod must not start on it.
 */
export function ensureClaims(registry: Registry, set: StatefulSet, ordinal: number): ClaimOutcome[] {
	const {namespace} = set.metadata;
	const outcomes: ClaimOutcome[] = [];
	for (const draft of claimDrafts(set, ordinal)) {
		const name = draft.metadata!.name!;
		const found = registry.find('persistentvolumeclaims', namespace, name);
		if (found?.metadata.deletionTimestamp !== undefined) {
			throw new Error(`pvc ${name} is being deleted`);
		}

		if (!found) {
			try {
				registry.create('persistentvolumeclaims', namespace, draft, MANAGER);
				outcomes.push({name});
			} catch (error) {
				outcomes.push({name, error: asError(error)});
			}
		}
	}

	return outcomes;
}

/** Gives each member's claims the owners that persistentVolumeClaimRetentionPolicy asks for. */
export function retainClaims(registry: Registry, set: StatefulSet, pods: Pod[], condemned: Pod[]): void {
	for (const pod of pods) {
		const ordinal = ordinalOf(set, pod.metadata.name);
		for (const {metadata} of ordinal === undefined ? [] : (set.spec.volumeClaimTemplates ?? [])) {
			const claim = registry.find(
				'persistentvolumeclaims',
				set.metadata.namespace,
				claimName(metadata.name, set, ordinal!),
			);
			const owners = claim && ownersOf(claim, set, pod, condemned.includes(pod));
			if (claim && owners) {
				registry.modify(
					'persistentvolumeclaims',
					claim.metadata.namespace,
					claim.metadata.name,
					(copy) => {
						copy.metadata.ownerReferences = owners;
					},
					MANAGER,
				);
			}
		}
	}
}

/** The owners that the claim ought to have, or undefined when it has them. */
export function ownersOf(
	claim: PersistentVolumeClaim,
	set: StatefulSet,
	pod: Pod,
	condemned: boolean,
): OwnerReference[] | undefined {
	const {whenDeleted, whenScaled} = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
	const wanted =
		whenScaled === 'Delete' && condemned
			? [podReference(pod)]
			: whenDeleted === 'Delete'
				? [controllerReference(set)]
				: [];
	const now = claim.metadata.ownerReferences ?? [];
	const ours = now.filter(({uid}) => uid === set.metadata.uid || uid === pod.metadata.uid);
	if (ours.length === wanted.length && ours.every(({uid}) => uid === wanted[0]!.uid)) {
		return undefined;
	}

	return [...now.filter((reference) => !ours.includes(reference)), ...wanted];
}

function podReference({apiVersion, kind, metadata}: Pod): OwnerReference {
	return {apiVersion, kind, name: metadata.name, uid: metadata.uid};
}

export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
