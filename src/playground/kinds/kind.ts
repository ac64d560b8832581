import type {Draft} from '../registry/types.ts';
import type {StatusCause} from '../registry/status-error.ts';
import type {ResourceName, Resources} from './objects.ts';

/** A kind of object, described by data: adding a kind is adding one of these. */
export interface Kind<R extends ResourceName = ResourceName> {
	resource: R;
	/** Empty for the core group. */
	group: string;
	version: string;
	kind: string;
	plural: string;
	singular: string;
	shortNames: string[];
	categories: string[];
	namespaced: boolean;
	subresources: Array<'status' | 'scale' | 'finalize'>;
	/** Message name of the type in the schema, e.g. `io.k8s.api.core.v1.Pod`. */
	schema: string;
	/** Fields a selector may use beside metadata.name and metadata.namespace. */
	selectableFields: Record<string, (object: Resources[R]) => string>;
	/** Fills what a server fills; changes `draft`. */
	applyDefaults(draft: Draft): void;
	/** What is wrong with it; `old` is given on update (immutable fields). */
	validate(object: Resources[R], old: Resources[R] | undefined): StatusCause[];
	/** Before create: status reset, cluster IP allocated, generation set and so on. */
	prepareForCreate?(object: Resources[R], context: KindContext): void;
	/** Before update of the main resource: status kept, generation raised when spec changed and so on. */
	prepareForUpdate?(object: Resources[R], old: Resources[R]): void;
}

/** What a kind may ask of the cluster while it prepares an object. */
export interface KindContext {
	/** A free cluster IP, or `wanted` when it is free; throws StatusError otherwise. */
	allocateClusterIp(wanted: string | undefined): string;
	/** Name of the default StorageClass. */
	defaultStorageClass(): string | undefined;
}
