import {path} from './causes.ts';
import {canonicalQuantity} from './quantity.ts';
import {fieldSchema, isStruct, itemType, schemaTypes, valueType} from './schema.ts';

/** A value that does not fit the API's types, in the words of Go's JSON decoder. */
export class DecodeError extends Error {
	override name = 'DecodeError';
}

/** Where in an object the decoder is: in the server's notation, and in that of Go's JSON decoder. */
interface Place {
	path: string;
	/** The struct that the field is of, and the fields down to it without indices. */
	struct: string;
	names: string;
}

/**
 * Reads `value` as one of the API's types and returns a copy of its own: without nulls and unknown fields (their
 * paths are added to `unknown`), quantities as the server writes them, fields in one order, so that two objects
 * that say the same are the same JSON. Throws DecodeError, and QuantityError for a quantity.
 */
export function decodeType(type: string, value: unknown, unknown: string[]): unknown {
	return decodeStruct(type, value, {path: '', struct: type, names: ''}, unknown);
}

function decodeStruct(type: string, value: unknown, place: Place, unknown: string[]): unknown {
	if (!isPlainObject(value)) {
		throw mismatch(value, `v1.${type}`, place);
	}

	const names = Object.keys(schemaTypes[type]!.fields);
	const decoded: Record<string, unknown> = {};
	for (const name of [
		...names.filter((each) => first.has(each)),
		...names.filter((each) => !first.has(each)),
	]) {
		const each = value[name];
		if (each !== undefined && each !== null) {
			const inner = {path: path(place.path, name), struct: type, names: path(place.names, name)};
			const field = decodeValue(fieldSchema(type, name)!.type, each, inner, unknown);
			if (!isEmptyCollection(fieldSchema(type, name)!.type, field)) {
				decoded[name] = field;
			}
		}
	}

	for (const name of Object.keys(value)) {
		if (!Object.hasOwn(schemaTypes[type]!.fields, name)) {
			unknown.push(path(place.path, name));
		}
	}

	return decoded;
}

/** What an object begins with. */
const first = new Set(['apiVersion', 'kind', 'metadata']);

/** The API leaves out lists and maps that are empty, but not structs: `emptyDir: {}` says something. */
function isEmptyCollection(type: string, value: unknown): boolean {
	return itemType(type) !== undefined
		? (value as unknown[]).length === 0
		: valueType(type) !== undefined && Object.keys(value as object).length === 0;
}

function decodeValue(type: string, value: unknown, place: Place, unknown: string[]): unknown {
	const item = itemType(type);
	if (item !== undefined) {
		if (!Array.isArray(value)) {
			throw mismatch(value, goType(type), place);
		}

		return value.map((each, index) =>
			decodeElement(item, each, {...place, path: path(place.path, index)}, unknown),
		);
	}

	const mapValue = valueType(type);
	if (mapValue !== undefined) {
		if (!isPlainObject(value)) {
			throw mismatch(value, goType(type), place);
		}

		return Object.fromEntries(
			Object.keys(value)
				.toSorted()
				.map((key) => [
					key,
					decodeElement(mapValue, value[key], {...place, path: path(place.path, key)}, unknown),
				]),
		);
	}

	return isStruct(type) ? decodeStruct(type, value, place, unknown) : decodeScalar(type, value, place);
}

/** An element that is null is Go's zero value. */
function decodeElement(type: string, value: unknown, place: Place, unknown: string[]): unknown {
	if (value !== null) {
		return decodeValue(type, value, place, unknown);
	}

	return isStruct(type)
		? {}
		: type === 'bool'
			? false
			: /^int\d|^double/.test(type)
				? 0
				: type === 'quantity'
					? '0'
					: '';
}

function decodeScalar(type: string, value: unknown, place: Place): unknown {
	switch (type) {
		case 'string':
		case 'time':
		case 'microTime':
			return typeof value === 'string' ? value : fail(value, 'string', place);
		case 'bool':
			return typeof value === 'boolean' ? value : fail(value, 'bool', place);
		case 'int32':
		case 'int64':
			return typeof value === 'number' && inRange(value, type) ? value : fail(value, type, place);
		case 'double':
			return typeof value === 'number' ? value : fail(value, 'float64', place);
		case 'bytes':
			return typeof value === 'string' ? checkedBase64(value) : fail(value, '[]uint8', place);
		case 'quantity':
			return typeof value === 'string' || typeof value === 'number'
				? canonicalQuantity(String(value).trim())
				: fail(value, 'resource.Quantity', place);
		case 'intOrString':
			return typeof value === 'string' || (typeof value === 'number' && inRange(value, 'int32'))
				? value
				: fail(value, typeof value === 'number' ? 'int32' : 'string', place);
		default:
			return structuredClone(value);
	}
}

function inRange(value: number, type: 'int32' | 'int64'): boolean {
	return Number.isInteger(value) && (type === 'int64' || (value >= -(2 ** 31) && value < 2 ** 31));
}

function checkedBase64(text: string): string {
	const body = text.replaceAll(/[\r\n]/g, '');
	const wrong = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(body);
	if (wrong || body.length % 4 !== 0) {
		throw new DecodeError(
			`illegal base64 data at input byte ${wrong ? wrong.index : body.length - (body.length % 4)}`,
		);
	}

	return body;
}

function fail(value: unknown, type: string, place: Place): never {
	throw mismatch(value, type, place);
}

function mismatch(value: unknown, type: string, {struct, names}: Place): DecodeError {
	const what = Array.isArray(value)
		? 'array'
		: typeof value === 'boolean'
			? 'bool'
			: typeof value === 'number' && type.startsWith('int')
				? `number ${value}`
				: typeof value;
	return new DecodeError(
		names === ''
			? `json: cannot unmarshal ${what} into Go value of type ${type}`
			: `json: cannot unmarshal ${what} into Go struct field ${struct}.${names} of type ${type}`,
	);
}

function goType(type: string): string {
	const item = itemType(type);
	const mapValue = valueType(type);
	if (item !== undefined) {
		return `[]${goType(item)}`;
	}

	if (mapValue !== undefined) {
		return `map[string]${goType(mapValue)}`;
	}

	return isStruct(type) ? `v1.${type}` : type === 'quantity' ? 'resource.Quantity' : type;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
