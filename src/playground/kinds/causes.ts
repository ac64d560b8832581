import type {StatusCause} from '../registry/status-error.ts';

/** Joins a path of fields as the server writes it: names with dots, keys and indices in brackets. */
export function path(at: string, ...parts: Array<string | number | [string | number]>): string {
	let joined = at;
	for (const part of parts) {
		if (Array.isArray(part)) {
			joined += `[${part[0]}]`;
		} else if (typeof part === 'number') {
			joined += `[${part}]`;
		} else {
			joined += joined === '' ? part : `.${part}`;
		}
	}

	return joined;
}

/** `Invalid value: "x": why`. */
export function invalidField(field: string, value: unknown, why: string): StatusCause {
	return {reason: 'FieldValueInvalid', message: `Invalid value: ${shown(value)}${why && `: ${why}`}`, field};
}

/** `Required value`, with `why` when there is more to say. */
export function requiredField(field: string, why = ''): StatusCause {
	return {reason: 'FieldValueRequired', message: `Required value${why && `: ${why}`}`, field};
}

/** `Forbidden: why`. */
export function forbiddenField(field: string, why: string): StatusCause {
	return {reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field};
}

/** `Duplicate value: "x"`. */
export function duplicateField(field: string, value: unknown): StatusCause {
	return {reason: 'FieldValueDuplicate', message: `Duplicate value: ${shown(value)}`, field};
}

/** `Not found: "x"`: something else in the object has no such name. */
export function notFoundField(field: string, value: unknown): StatusCause {
	return {reason: 'FieldValueNotFound', message: `Not found: ${shown(value)}`, field};
}

/** `Unsupported value: "x": supported values: "A", "B"`. */
export function unsupportedValue(field: string, value: unknown, supported: string[]): StatusCause {
	const names = supported.map((each) => shown(each)).join(', ');
	return {
		reason: 'FieldValueNotSupported',
		message: `Unsupported value: ${shown(value ?? '')}: supported values: ${names}`,
		field,
	};
}

/** A field that an update may not change. */
export function immutableField(field: string, value: unknown): StatusCause {
	return invalidField(field, value, 'field is immutable');
}

function shown(value: unknown): string {
	return value === undefined ? 'null' : JSON.stringify(value);
}
