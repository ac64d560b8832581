import {StatusError} from '../registry/status-error.ts';

/** 404: there is nothing at this path. */
export function noSuchPath(): StatusError {
	return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function methodNotAllowed(): StatusError {
	return new StatusError(
		405,
		'MethodNotAllowed',
		'the server does not allow this method on the requested resource',
		{},
	);
}

export function unauthorized(): StatusError {
	return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/** 415: a body of a type that is not read here. */
export function unsupportedMediaType(accepted: string[]): StatusError {
	return new StatusError(
		415,
		'UnsupportedMediaType',
		`the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
		{},
	);
}

/** 406: none of the types that the client accepts can be made here. */
export function notAcceptable(offered: string[]): StatusError {
	return new StatusError(
		406,
		'NotAcceptable',
		`only the following media types are accepted: ${offered.join(', ')}`,
		{},
	);
}

/** 413. Kubernetes: `limit` is 3 MiB for an API server in front of etcd. */
export function bodyTooLarge(limit: number): StatusError {
	return new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`, {});
}

/** 504: the client has seen a revision that does not exist here (yet). */
export function tooLargeResourceVersion(asked: number, current: number): StatusError {
	const message = `Too large resource version: ${asked}, current: ${current}`;
	return new StatusError(504, 'Timeout', `Timeout: ${message}`, {
		retryAfterSeconds: 1,
		causes: [{reason: 'ResourceVersionTooLarge', message: 'Too large resource version'}],
	});
}
