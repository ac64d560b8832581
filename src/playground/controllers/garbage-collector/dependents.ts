import type {KubeObject, ResourceName} from '../../kinds/objects.ts';

/** Which objects have which owner: keys of dependents by the uid of the owner. */
export class Dependents {
	readonly #byOwner = new Map<string, Set<string>>();
	readonly #owners = new Map<string, string[]>();

	/** Notes whom `object` belongs to now; `gone` when it exists no more. */
	note(key: string, {metadata}: KubeObject, gone: boolean): void {
		for (const uid of this.#owners.get(key) ?? []) {
			const keys = this.#byOwner.get(uid);
			keys?.delete(key);
			if (keys?.size === 0) {
				this.#byOwner.delete(uid);
			}
		}

		const owners = gone ? [] : (metadata.ownerReferences ?? []).map(({uid}) => uid);
		if (owners.length === 0) {
			this.#owners.delete(key);
			return;
		}

		this.#owners.set(key, owners);
		for (const uid of owners) {
			const keys = this.#byOwner.get(uid) ?? new Set();
			this.#byOwner.set(uid, keys.add(key));
		}
	}

	/** Keys of the objects that belong to the owner with this uid. */
	of(uid: string): string[] {
		return [...(this.#byOwner.get(uid) ?? [])];
	}
}

/** `resource/namespace/name`, the namespace empty for a cluster-wide object. */
export function dependentKey(resource: ResourceName, {namespace = '', name}: KubeObject['metadata']): string {
	return `${resource}/${namespace}/${name}`;
}

export function splitDependentKey(key: string): {
	resource: ResourceName;
	namespace: string | undefined;
	name: string;
} {
	const [resource, namespace, name] = key.split('/') as [ResourceName, string, string];
	return {resource, namespace: namespace || undefined, name};
}
