import type {Clock} from '../../lib/clock.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, ResourceName, Service, StorageClass} from '../kinds/objects.ts';
import {defaultClassAnnotation} from '../kinds/storage-class.ts';
import type {Store} from '../store/store.ts';
import {allocateClusterIp} from './cluster-ip.ts';
import {type Core, copyOf} from './core.ts';
import {createObject} from './create.ts';
import {deleteObject} from './delete.ts';
import {listObjects} from './list.ts';
import {patchObject} from './patch.ts';
import {notFound} from './status-error.ts';
import type {Draft, Registry} from './types.ts';
import {updateObject} from './update.ts';

export interface RegistryOptions {
	store: Store;
	kinds: readonly Kind[];
	clock: Clock;
}

/** The API's verbs over `store`; see Registry. Closing it closes the store. */
export function createRegistry({store, kinds, clock}: RegistryOptions): Registry {
	const core: Core = {
		store,
		clock,
		kinds: new Map(kinds.map((kind) => [kind.resource, kind])),
		context: {
			allocateClusterIp: (wanted) => allocateClusterIp(store.list('services') as Service[], wanted),
			defaultStorageClass: () => defaultStorageClass(store),
		},
	};
	const kindFor = (resource: ResourceName) => core.kinds.get(resource)!;
	const find = (resource: ResourceName, namespace: string | undefined, name: string) =>
		store.get(resource, kindFor(resource).namespaced ? namespace : undefined, name);
	const get = (resource: ResourceName, namespace: string | undefined, name: string) => {
		const object = find(resource, namespace, name);
		if (!object) {
			throw notFound(kindFor(resource), name);
		}

		return object;
	};

	const update = (resource: ResourceName, object: KubeObject, options = {}) => {
		const {namespace, name} = object.metadata;
		return updateObject(
			core,
			kindFor(resource),
			get(resource, namespace, name),
			object as unknown as Draft,
			options,
		);
	};

	const registry = {
		find,
		get,
		list: (resource: ResourceName, options = {}) => listObjects(core, kindFor(resource), options),
		create: (resource: ResourceName, namespace: string | undefined, draft: Draft, options = {}) =>
			createObject(core, kindFor(resource), namespace, draft, options),
		update,
		patch: (
			resource: ResourceName,
			namespace: string | undefined,
			name: string,
			patch: never,
			options = {},
		) => patchObject(core, kindFor(resource), namespace, name, patch, options),
		modify(
			resource: ResourceName,
			namespace: string | undefined,
			name: string,
			change: (copy: KubeObject) => void | false,
			options = {},
		) {
			const old = get(resource, namespace, name);
			const copy = copyOf(old);
			return change(copy) === false ? old : update(resource, copy, options);
		},
		delete: (resource: ResourceName, namespace: string | undefined, name: string, options = {}) =>
			deleteObject(core, kindFor(resource), get(resource, namespace, name), options),
		revision: () => store.revision(),
		watch: (resource: ResourceName, listener: never, options: {after?: number} = {}) =>
			store.watch(resource, listener, options.after),
		close: () => store.close(),
	};
	// Each resource has its own type of object; here, where all are handled alike, there is but KubeObject.
	return registry as unknown as Registry;
}

function defaultStorageClass(store: Store): string | undefined {
	const classes = store.list('storageclasses.storage.k8s.io') as StorageClass[];
	return classes.find((each) => each.metadata.annotations?.[defaultClassAnnotation] === 'true')?.metadata
		.name;
}
