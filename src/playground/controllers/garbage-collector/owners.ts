import {apiVersionOf, kinds} from '../../kinds/index.ts';
import type {KubeObject, OwnerReference} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';

export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

/** An object's owners, sorted by what they mean for it. */
export interface Owners {
	/** They exist and stay. */
	solid: OwnerReference[];
	/** They are gone, or another object has their name now. */
	dangling: OwnerReference[];
	/** They are being deleted, and wait until their dependents are gone. */
	waiting: OwnerReference[];
}

/** Looks every owner of `object` up. An owner of a kind that is not served here is left alone, as solid. */
export function ownersOf(registry: Registry, {metadata}: KubeObject): Owners {
	const owners: Owners = {solid: [], dangling: [], waiting: []};
	for (const reference of metadata.ownerReferences ?? []) {
		owners[stateOf(registry, reference, metadata.namespace)].push(reference);
	}

	return owners;
}

/** True when it is being deleted and goes only after its dependents (or after they were let go). */
export function isDeletingWith({metadata}: KubeObject, finalizer: string): boolean {
	return metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(finalizer);
}

function stateOf(registry: Registry, reference: OwnerReference, namespace: string | undefined): keyof Owners {
	const kind = kinds.find(
		(each) => each.kind === reference.kind && apiVersionOf(each) === reference.apiVersion,
	);
	if (!kind) {
		return 'solid';
	}

	const owner = registry.find(kind.resource, kind.namespaced ? namespace : undefined, reference.name);
	if (owner?.metadata.uid !== reference.uid) {
		return 'dangling';
	}

	return isDeletingWith(owner, FOREGROUND) ? 'waiting' : 'solid';
}
