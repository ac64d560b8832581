/** One `details.causes` entry of a Status. */
export interface StatusCause {
	reason?: string;
	message?: string;
	field?: string;
}

/** The API's Status object, as every error leaves the server. */
export interface Status {
	kind: 'Status';
	apiVersion: 'v1';
	metadata: Record<string, unknown>;
	status: 'Success' | 'Failure';
	message?: string;
	reason?: string;
	details?: {
		name?: string;
		group?: string;
		kind?: string;
		uid?: string;
		causes?: StatusCause[];
		retryAfterSeconds?: number;
	};
	code: number;
}

/** An error that the API answers with: `status` is what goes over the wire. */
export class StatusError extends Error {
	readonly status: Status;

	constructor(code: number, reason: string, message: string, details?: Status['details']) {
		super(message);
		this.name = 'StatusError';
		this.status = {
			kind: 'Status',
			apiVersion: 'v1',
			metadata: {},
			status: 'Failure',
			message,
			reason,
			details,
			code,
		};
	}

	get code(): number {
		return this.status.code;
	}

	get reason(): string {
		return this.status.reason ?? '';
	}
}

/** What the constructors below name an object's kind by; every Kind is one. */
export interface KindName {
	group: string;
	kind: string;
	plural: string;
}

/** `pods "x" not found`. */
export function notFound(kind: KindName, name: string): StatusError {
	return new StatusError(
		404,
		'NotFound',
		`${resourceOf(kind)} ${quote(name)} not found`,
		details(kind, name),
	);
}

/** `pods "x" already exists`. */
export function alreadyExists(kind: KindName, name: string): StatusError {
	return new StatusError(
		409,
		'AlreadyExists',
		`${resourceOf(kind)} ${quote(name)} already exists`,
		details(kind, name),
	);
}

/** An update from an old version of the object, or (with another `why`) a precondition that does not hold. */
export function conflict(
	kind: KindName,
	name: string,
	why = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
	const message = `Operation cannot be fulfilled on ${resourceOf(kind)} ${quote(name)}: ${why}`;
	return new StatusError(409, 'Conflict', message, details(kind, name));
}

/** `Pod "x" is invalid: spec.containers: Required value`, a cause a problem. */
export function invalid(kind: Omit<KindName, 'plural'>, name: string, causes: StatusCause[]): StatusError {
	const lines = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
	const problems = lines.length === 1 ? lines[0]! : `[${lines.join(', ')}]`;
	const type = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
	return new StatusError(422, 'Invalid', `${type} ${quote(name)} is invalid: ${problems}`, {
		...(name && {name}),
		...(kind.group && {group: kind.group}),
		...(kind.kind && {kind: kind.kind}),
		causes,
	});
}

/** 400: the request as such is wrong. */
export function badRequest(message: string): StatusError {
	return new StatusError(400, 'BadRequest', message);
}

/** `pods "x" is forbidden: why`. */
export function forbidden(kind: KindName, name: string, why: string, causes?: StatusCause[]): StatusError {
	return new StatusError(403, 'Forbidden', `${resourceOf(kind)} ${quote(name)} is forbidden: ${why}`, {
		...details(kind, name),
		...(causes && {causes}),
	});
}

/** A watch or list from revision `asked`, when only the changes after `oldest` are known. */
export function expired(asked: number, oldest: number): StatusError {
	return new StatusError(410, 'Expired', `too old resource version: ${asked} (${oldest})`);
}

/** 500: `why` is not the client's fault. */
export function internalError(why: string): StatusError {
	return new StatusError(500, 'InternalError', `Internal error occurred: ${why}`, {causes: [{message: why}]});
}

/** A write that the disk refused: 507 when it is full, 500 otherwise; says where, and keeps the system's error. */
export function storageFailed(path: string, cause: unknown): StatusError {
	const {code, message} = cause as NodeJS.ErrnoException;
	const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
	const why = full
		? `the disk is full: nothing was written to ${path}; make room there and try again`
		: `cannot write to ${path}: ${message}`;
	const error = new StatusError(full ? 507 : 500, 'InternalError', `Internal error occurred: ${why}`, {
		causes: [{message: why}],
	});
	error.cause = cause;
	return error;
}

function details({group, plural}: KindName, name: string): Status['details'] {
	return {name, ...(group && {group}), kind: plural};
}

function resourceOf({group, plural}: KindName): string {
	return group === '' ? plural : `${plural}.${group}`;
}

function quote(text: string): string {
	return JSON.stringify(text);
}

/** True when `error` is the API's answer with this `reason` ("NotFound", "Conflict", "AlreadyExists" ...). */
export function isStatus(error: unknown, reason: string): error is StatusError {
	return error instanceof StatusError && error.reason === reason;
}
