import type {Registry} from '../../registry/types.ts';

/** True when something may still be made in the namespace: it exists and is not being deleted. */
export function existingNamespace(registry: Registry, name: string): boolean {
	const namespace = registry.find('namespaces', undefined, name);
	return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined;
}
