import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Clock} from '../../lib/clock.ts';
import type {Kind} from '../kinds/kind.ts';
import type {NodeAgent} from '../kubelet/types.ts';
import type {Registry} from '../registry/types.ts';

/** What every part of the API server works with. */
export interface ApiContext {
	registry: Registry;
	/** In the order in which discovery lists them. */
	kinds: readonly Kind[];
	agent: NodeAgent;
	/** `v1.36.2` or, with build metadata, `v1.36.2+doklab`. */
	version: string;
	clock: Clock;
	/** Receives a line for each internal error. */
	log: (line: string) => void;
	/** Aborted when the server closes: watches and logs end. */
	closing: AbortSignal;
}

/** One request and its response. */
export interface Exchange {
	readonly context: ApiContext;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** Without the query. */
	readonly path: string;
	readonly query: URLSearchParams;
}

/** A request for objects of one kind. */
export interface ResourceExchange extends Exchange {
	readonly kind: Kind;
	/** Undefined: a cluster-scoped kind, or all namespaces. */
	readonly namespace: string | undefined;
	/** Undefined: the collection. */
	readonly name: string | undefined;
	readonly subresource: string | undefined;
}

/** A request for one object. */
export type ObjectExchange = ResourceExchange & {readonly name: string};
