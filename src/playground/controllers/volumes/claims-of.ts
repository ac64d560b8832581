import type {Pod} from '../../kinds/objects.ts';

/** Keys of the claims that the Pod's volumes name. */
export function claimsOf({metadata, spec}: Pod): string[] {
	return (spec.volumes ?? []).flatMap(({persistentVolumeClaim}) =>
		persistentVolumeClaim ? [`${metadata.namespace}/${persistentVolumeClaim.claimName}`] : [],
	);
}
