import {DecodeError, decodeType} from '../kinds/decoder.ts';
import {apiVersionOf} from '../kinds/index.ts';
import type {Kind} from '../kinds/kind.ts';
import {QuantityError} from '../kinds/quantity.ts';
import {shortName} from '../kinds/schema.ts';
import {badRequest, type StatusError} from './status-error.ts';
import type {Draft, WriteOptions} from './types.ts';

/**
 * What a client sent, as a copy that has the types of `kind` (see decodeType). Unknown fields are an error when
 * `fieldValidation` is Strict and a warning when it is Warn (which it is by default). Throws StatusError 400, or what
 * `refusal` makes of the server's words.
 */
export function decode(
	kind: Kind,
	draft: Draft,
	options: WriteOptions,
	refusal: (why: string) => StatusError = (why) => cannotBeHandled(kind, why),
): Draft {
	checkType(kind, draft);
	const unknown: string[] = [];
	const decoded = decodeOrRefuse(kind, draft, unknown, refusal);
	const problems = unknown.map((field) => `unknown field ${JSON.stringify(field)}`);
	if (problems.length > 0) {
		if (options.fieldValidation === 'Strict') {
			throw refusal(strictProblems(problems));
		}

		if (options.fieldValidation !== 'Ignore') {
			options.warnings?.push(...problems);
		}
	}

	return decoded;
}

/** What a server says when it is strict about fields: unknown ones, or ones given twice. */
export function strictProblems(problems: string[]): string {
	return `strict decoding error: ${problems.join(', ')}`;
}

/** 400 for a body that is not what `kind` looks like. */
export function cannotBeHandled(kind: Kind, why: string): StatusError {
	return badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`);
}

function checkType(kind: Kind, draft: Draft): void {
	if (draft.apiVersion && draft.apiVersion !== apiVersionOf(kind)) {
		throw badRequest(
			`the API version in the data (${draft.apiVersion}) does not match the expected API version (${apiVersionOf(kind)})`,
		);
	}

	if (draft.kind && draft.kind !== kind.kind) {
		throw badRequest(
			`${draft.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: converting (v1.${draft.kind}) to (core.${kind.kind}): unknown conversion`,
		);
	}
}

function decodeOrRefuse(
	kind: Kind,
	draft: Draft,
	unknown: string[],
	refusal: (why: string) => StatusError,
): Draft {
	try {
		return decodeType(shortName(kind.schema), draft, unknown) as Draft;
	} catch (error) {
		if (error instanceof DecodeError || error instanceof QuantityError) {
			throw refusal(error.message);
		}

		throw error;
	}
}
