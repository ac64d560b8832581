import {unsupportedMediaType} from '../errors.ts';
import {badRequest} from '../../registry/status-error.ts';
import {messages} from './messages.ts';
import {readFields} from './wire.ts';

export const protobufType = 'application/vnd.kubernetes.protobuf';

/**
 * The object in a body of Kubernetes' protobuf: `k8s`, a zero byte and a runtime.Unknown. Throws 415 for a kind
 * whose fields are not known here (a client can send JSON), 400 for what is not protobuf.
 */
export function decodeProtobuf(body: Buffer): Record<string, unknown> {
	if (body.length === 0) {
		return {};
	}

	try {
		const {apiVersion, kind, raw} = readUnknown(body);
		if (messages[kind] === undefined) {
			throw unsupportedMediaType(['application/json', 'application/yaml']);
		}

		return {apiVersion, kind, ...decodeMessage(kind, raw)};
	} catch (error) {
		if (error instanceof RangeError) {
			throw badRequest(`the body cannot be read as protobuf: ${error.message}`);
		}

		throw error;
	}
}

function readUnknown(body: Buffer): {apiVersion: string; kind: string; raw: Buffer} {
	if (body.toString('latin1', 0, 4) !== 'k8s\0') {
		throw new RangeError('it does not begin with "k8s"');
	}

	const unknown: {apiVersion: string; kind: string; raw: Buffer} = {
		apiVersion: '',
		kind: '',
		raw: Buffer.alloc(0),
	};
	for (const {number, value} of readFields(body.subarray(4))) {
		if (number === 1) {
			for (const field of readFields(value as Buffer)) {
				unknown[field.number === 1 ? 'apiVersion' : 'kind'] = String(field.value);
			}
		} else if (number === 2) {
			unknown.raw = value as Buffer;
		}
	}

	return unknown;
}

/** As JSON would have it: what is empty is left out, as Kubernetes' `omitempty` does. */
function decodeMessage(type: string, bytes: Buffer): Record<string, unknown> {
	const result: Record<string, unknown> = {};
	for (const {number, value} of readFields(bytes)) {
		const field = messages[type]![number];
		if (field === undefined) {
			throw badRequest(`the body has a field ${number} of ${type} that this server does not read; send JSON`);
		}

		const [name, fieldType] = field;
		if (fieldType.startsWith('[]')) {
			const list = (result[name] ??= []) as unknown[];
			list.push(decodeValue(fieldType.slice(2), value) ?? '');
		} else if (fieldType.startsWith('map:')) {
			const map = (result[name] ??= {}) as Record<string, unknown>;
			const [key, entry] = decodeEntry(fieldType.slice(4), value as Buffer);
			map[key] = entry;
		} else {
			const decoded = decodeValue(fieldType, value);
			if (decoded !== undefined) {
				result[name] = decoded;
			}
		}
	}

	return result;
}

/** One entry of a map from strings. */
function decodeEntry(type: string, bytes: Buffer): [key: string, value: string] {
	const entry: [string, string] = ['', ''];
	for (const {number, value} of readFields(bytes)) {
		entry[number === 1 ? 0 : 1] = (value as Buffer).toString(
			number === 2 && type === 'bytes' ? 'base64' : 'utf8',
		);
	}

	return entry;
}

function decodeValue(type: string, value: bigint | Buffer): unknown {
	switch (type) {
		case 'string': {
			return String(value) || undefined;
		}

		// Of Go's plain int and bool a zero means "not set"; `number` and `flag` are pointers, where it means zero.
		case 'int': {
			return Number(BigInt.asIntN(64, value as bigint)) || undefined;
		}

		case 'number': {
			return Number(BigInt.asIntN(64, value as bigint));
		}

		case 'bool': {
			return value === 0n ? undefined : true;
		}

		case 'flag': {
			return value !== 0n;
		}

		case 'Time': {
			return decodeTime(value as Buffer);
		}

		case 'IntOrString': {
			return decodeIntOrString(value as Buffer);
		}

		default: {
			const message = decodeMessage(type, value as Buffer);
			return Object.keys(message).length === 0 ? undefined : message;
		}
	}
}

function decodeTime(bytes: Buffer): string | undefined {
	const seconds = [...readFields(bytes)].find(({number}) => number === 1)?.value;
	return seconds === undefined
		? undefined
		: `${new Date(Number(BigInt.asIntN(64, seconds as bigint)) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Its first field says which of the two follows: 0 a number, 1 a string. */
function decodeIntOrString(bytes: Buffer): number | string {
	const fields = new Map([...readFields(bytes)].map(({number, value}) => [number, value]));
	return fields.get(1) === 1n ? String(fields.get(3) ?? '') : Number(fields.get(2) ?? 0n);
}
