import type {ExecOptions, ExecProcess} from '../runtime/types.ts';

/** `kubectl logs`' options, in the API's units. */
export interface LogOptions {
	container?: string;
	follow?: boolean;
	previous?: boolean;
	timestamps?: boolean;
	tailLines?: number;
	sinceSeconds?: number;
	/** RFC 3339. */
	sinceTime?: string;
	limitBytes?: number;
}

/** What the API server asks of the node that a Pod runs on. All throw StatusError with the server's words. */
export interface NodeAgent {
	/** Lines as bytes; ends at the log's end, or with `follow` when the container ends or `signal` is aborted. */
	logs(namespace: string, pod: string, options: LogOptions, signal: AbortSignal): AsyncIterable<Buffer>;
	exec(
		namespace: string,
		pod: string,
		container: string | undefined,
		argv: string[],
		options: ExecOptions,
	): Promise<ExecProcess>;
}
