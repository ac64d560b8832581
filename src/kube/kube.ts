/** An object of the API, as far as every kind has the same. */
export interface KubeObject {
	apiVersion: string;
	kind: string;
	metadata: {
		name: string;
		namespace?: string;
		uid?: string;
		resourceVersion?: string;
		labels?: Record<string, string>;
		creationTimestamp?: string;
		[field: string]: unknown;
	};
	[field: string]: unknown;
}

/** Objects of a kind: one by name, those with the labels, or all. */
export interface Query {
	kind: string;
	/** Only needed where two groups have the kind. */
	apiVersion?: string;
	/** Of a namespaced kind; left out: the kubeconfig context's. */
	namespace?: string;
	name?: string;
	/** Labels, as of `kubectl -l`. */
	selector?: string;
}

export type NamedQuery = Query & {name: string};

/** Where the API serves a kind. */
export interface Resource {
	apiVersion: string;
	kind: string;
	plural: string;
	namespaced: boolean;
}

export interface ExecOptions {
	pod: string;
	namespace: string;
	/** The Pod's default one when left out. */
	container?: string;
	command: string[];
	stdin?: string;
	timeoutMs: number;
	signal: AbortSignal;
	onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
}

export interface ExecResult {
	exitCode: number;
	stdout: string;
	stderr: string;
}

export interface Observer {
	/** All objects of the query as they now are; once at first, then after each change. */
	onChange(objects: KubeObject[]): void;
	/** Something went wrong that can pass; observing goes on. */
	onTrouble(error: Error): void;
}

/** A cluster through its API. Everything throws KubeError when the server refuses or cannot be reached. */
export interface Kube {
	/** Undefined when there is no such object. */
	read(query: NamedQuery, signal: AbortSignal): Promise<KubeObject | undefined>;
	list(query: Query, signal: AbortSignal): Promise<{items: KubeObject[]; resourceVersion: string}>;
	/** Lists, then watches, over lost connections and expired versions; returns once `signal` is aborted. */
	observe(query: Query, observer: Observer, signal: AbortSignal): Promise<void>;
	/** Server-side apply, strict about fields, taking over from other managers. */
	apply(
		object: KubeObject,
		options: {namespace: string; signal: AbortSignal},
	): Promise<{object: KubeObject; created: boolean; warnings: string[]}>;
	/** Asks for the deletion; the object as it was then, undefined when there was none. */
	delete(query: NamedQuery, signal: AbortSignal): Promise<KubeObject | undefined>;
	/** JSON merge patch. */
	patch(query: NamedQuery, patch: unknown, signal: AbortSignal): Promise<KubeObject>;
	exec(options: ExecOptions): Promise<ExecResult>;
	/** The last lines of a container's log, of its run before the present one with `previous`. */
	logs(
		pod: {name: string; namespace: string; container: string; lines: number; previous?: boolean},
		signal: AbortSignal,
	): Promise<string[]>;
	/** Events about an object, oldest first. */
	events(object: KubeObject, signal: AbortSignal): Promise<KubeObject[]>;
	/** Where a kind is served; KubeError when the cluster does not know it. */
	resource(kind: string, apiVersion: string | undefined, signal: AbortSignal): Promise<Resource>;
	/** "v1.36.2". */
	version(signal: AbortSignal): Promise<string>;
	/** Lets go of idle connections. */
	close(): void;
}
