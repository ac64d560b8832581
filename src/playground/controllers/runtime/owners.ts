import type {KubeObject, OwnerReference} from '../../kinds/objects.ts';

/** The reference by which `owner` controls what it makes (apimachinery: NewControllerRef). */
export function controllerReference(owner: KubeObject): OwnerReference {
	const {apiVersion, kind, metadata} = owner;
	return {
		apiVersion,
		kind,
		name: metadata.name,
		uid: metadata.uid,
		controller: true,
		blockOwnerDeletion: true,
	};
}

/** The owner that controls `object`, if one does. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
	return object.metadata.ownerReferences?.find((reference) => reference.controller);
}

/** True when `owner` controls `object`: same name is not enough, an owner of the same name may be another. */
export function isControlledBy(object: KubeObject, owner: KubeObject): boolean {
	return controllerOf(object)?.uid === owner.metadata.uid;
}
