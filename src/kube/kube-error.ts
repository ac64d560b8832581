/** The API said no, or could not be reached; `message` is in the server's words. */
export class KubeError extends Error {
	override name = 'KubeError';
	/** HTTP status; undefined when there was no answer. */
	readonly code: number | undefined;
	/** The Status' reason ("NotFound", "Invalid"), or the network's error code. */
	readonly reason: string;
	/** True when the same request may well succeed later. */
	readonly passing: boolean;
	/** True when the server did not answer at all. */
	readonly unreachable: boolean;

	constructor(
		message: string,
		options: {code?: number; reason: string; passing: boolean; unreachable?: boolean; cause?: unknown},
	) {
		super(message, {cause: options.cause});
		this.code = options.code;
		this.reason = options.reason;
		this.passing = options.passing;
		this.unreachable = options.unreachable ?? false;
	}
}

/** The error of an answer that is not 2xx: a Status object, or whatever a proxy in between said. */
export function answerError(code: number, body: string): KubeError {
	let status: {message?: string; reason?: string} = {};
	try {
		status = JSON.parse(body) as typeof status;
	} catch {
		status = {message: body.trim() || undefined};
	}

	const message = status.message ?? `the server answered with HTTP ${code}`;
	// Kubernetes says 500 when it cannot read what server-side apply is given, which stays so.
	if (code === 500 && message.startsWith('failed to create typed patch object')) {
		return new KubeError(message, {code: 422, reason: 'Invalid', passing: false});
	}

	return new KubeError(message, {
		code,
		reason: status.reason ?? '',
		passing: code === 408 || code === 409 || code === 429 || code >= 500,
	});
}

// A server that is not up yet, restarts, or is reached through a network that does not work just now.
const passingCodes = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_SOCKET'],
]);

/** The error of a request to `server` without an answer. */
export function connectionError(server: string, error: unknown): KubeError {
	if (error instanceof KubeError) {
		return error;
	}

	const cause = error as NodeJS.ErrnoException & {errors?: NodeJS.ErrnoException[]};
	// Several addresses tried: an AggregateError, whose own message is empty.
	const first = cause.errors?.[0] ?? cause;
	const reason = first.code ?? '';
	return new KubeError(`cannot reach the cluster at ${server}: ${first.message}`, {
		reason,
		passing: passingCodes.has(reason),
		unreachable: true,
		cause: error,
	});
}
