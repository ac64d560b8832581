import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, PersistentVolumeClaim, StorageClass} from '../kinds/objects.ts';
import {compareQuantities} from '../kinds/quantity.ts';
import type {Core} from './core.ts';
import {forbidden} from './status-error.ts';

/**
 * Lets a claim ask for more only when its class can expand volumes (Kubernetes: the PersistentVolumeClaimResize
 * admission plugin). Throws StatusError 403 otherwise.
 */
export function admitResize(core: Core, kind: Kind, object: KubeObject, old: KubeObject): void {
	if (kind.resource !== 'persistentvolumeclaims') {
		return;
	}

	const {spec} = object as PersistentVolumeClaim;
	const asked = spec.resources.requests?.['storage'];
	const before = (old as PersistentVolumeClaim).spec.resources.requests?.['storage'];
	if (asked === undefined || before === undefined || compareQuantities(asked, before) <= 0) {
		return;
	}

	const storageClass = core.store.get(
		'storageclasses.storage.k8s.io',
		undefined,
		spec.storageClassName ?? '',
	);
	if (!(storageClass as StorageClass | undefined)?.allowVolumeExpansion) {
		throw forbidden(
			kind,
			object.metadata.name,
			'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
		);
	}
}
