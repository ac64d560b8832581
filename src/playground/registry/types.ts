import type {KubeObject, LabelSelector, ResourceName, Resources} from '../kinds/objects.ts';

/** What a client sends: anything with metadata; the registry defaults, validates and completes it. */
export type Draft = {
	apiVersion?: string;
	kind?: string;
	metadata?: {name?: string; generateName?: string; namespace?: string; [field: string]: unknown};
	[field: string]: unknown;
};

export type PatchType =
	| 'application/json-patch+json'
	| 'application/merge-patch+json'
	| 'application/strategic-merge-patch+json'
	| 'application/apply-patch+yaml';

export interface WriteOptions {
	/** Who writes, for managedFields; a controller's or kubelet's name, or kubectl's `fieldManager`. */
	fieldManager?: string;
	fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
	dryRun?: boolean;
	subresource?: 'status' | 'scale' | 'finalize';
	/** Server-side apply: take fields that another manager owns. */
	force?: boolean;
	/** Collects the server's warnings, sent as Warning headers. */
	warnings?: string[];
}

export interface DeleteOptions {
	gracePeriodSeconds?: number;
	propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
	preconditions?: {uid?: string; resourceVersion?: string};
	dryRun?: boolean;
}

export interface ListOptions {
	namespace?: string;
	/** A parsed selector (a workload's), or the query string of kubectl's `-l`. */
	labelSelector?: LabelSelector | string;
	/** `metadata.name=x,status.phase!=y`, as in a query string. */
	fieldSelector?: string;
}

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One change of one object. `object` is frozen: a reader copies before it changes anything. */
export interface Change<T extends KubeObject = KubeObject> {
	type: WatchEventType;
	object: T;
	/** The object before a MODIFIED; lets a filtered watch tell entering and leaving. */
	previous?: T;
	/** The store's revision of this change; `object.metadata.resourceVersion` says the same. */
	revision: number;
}

/**
 * The API's verbs without HTTP: defaulting, validation, strategy, storage. Every call is synchronous; a
 * write is durable (it survives SIGKILL of this process) when the call returns. All throw StatusError.
 * Objects handed out are frozen and shared; use structuredClone before changing one.
 */
export interface Registry {
	find<R extends ResourceName>(
		resource: R,
		namespace: string | undefined,
		name: string,
	): Resources[R] | undefined;
	get<R extends ResourceName>(resource: R, namespace: string | undefined, name: string): Resources[R];
	list<R extends ResourceName>(resource: R, options?: ListOptions): Array<Resources[R]>;
	create<R extends ResourceName>(
		resource: R,
		namespace: string | undefined,
		draft: Draft,
		options?: WriteOptions,
	): Resources[R];
	/** Replaces; a `metadata.resourceVersion` that is not the stored one is a Conflict. */
	update<R extends ResourceName>(resource: R, object: Resources[R], options?: WriteOptions): Resources[R];
	patch<R extends ResourceName>(
		resource: R,
		namespace: string | undefined,
		name: string,
		patch: {type: PatchType; body: unknown},
		options?: WriteOptions,
	): {object: Resources[R]; created: boolean};
	/**
	 * Read, change, write: `change` gets a copy and edits it in place (or returns false for "leave it").
	 * Nothing is written when nothing differs. Returns the stored object.
	 */
	modify<R extends ResourceName>(
		resource: R,
		namespace: string | undefined,
		name: string,
		change: (copy: Resources[R]) => void | false,
		options?: WriteOptions,
	): Resources[R];
	/**
	 * Deletes as the API does: an object with finalizers, and a scheduled Pod with a grace period, is only
	 * marked (deletionTimestamp); its controller or kubelet ends it. Returns the object as it then is.
	 */
	delete<R extends ResourceName>(
		resource: R,
		namespace: string | undefined,
		name: string,
		options?: DeleteOptions,
	): Resources[R];
	/** The revision of the newest change. */
	revision(): number;
	/**
	 * Calls `listener` for every later change of one resource, or, with `after`, replays the kept changes
	 * since that revision first (StatusError 410 Expired when they are no longer kept). Synchronous, in order.
	 */
	watch<R extends ResourceName>(
		resource: R,
		listener: (change: Change<Resources[R]>) => void,
		options?: {after?: number},
	): () => void;
	/** Closes the store's files. */
	close(): void;
}
