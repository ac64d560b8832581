import {badRequest} from '../registry/status-error.ts';
import type {Draft} from '../registry/types.ts';
import {contentType, readBody, readBytes} from './body.ts';
import type {ObjectExchange, ResourceExchange} from './context.ts';
import {unsupportedMediaType} from './errors.ts';
import {describeJsonError} from './json-error.ts';
import {decodeProtobuf, protobufType} from './protobuf/decode.ts';

const readable = ['application/json', 'application/yaml', protobufType];

/** The object in the body (and its text, unless it was protobuf), in the namespace that the path says; throws 400, 413 and 415. */
export async function readDraft(exchange: ResourceExchange): Promise<{draft: Draft; text: string}> {
	const {value, text} = await readObject(exchange, exchange.kind.kind);
	checkNamespace(value, exchange.namespace);
	return {draft: value, text};
}

/** The Scale in the body, for the object that the path says; throws 400, 413 and 415. */
export async function readScale(exchange: ObjectExchange): Promise<Draft> {
	const {value} = await readObject(exchange, 'Scale');
	checkNamespace(value, exchange.namespace);
	checkName(value, exchange.name);
	return value;
}

/** Throws 400 when the body is of another object than the path; a name that is left out is the path's. */
export function checkName(draft: Draft, name: string): void {
	const sent = draft.metadata?.name;
	if (sent !== undefined && sent !== '' && sent !== name) {
		throw badRequest(`the name of the object (${sent}) does not match the name on the URL (${name})`);
	}

	draft.metadata = {...draft.metadata, name};
}

/** Loaded when the first YAML body comes: kubectl sends JSON for all but few. */
export async function parseYaml(text: string): Promise<unknown> {
	const yaml = await import('yaml');
	return yaml.parse(text, {uniqueKeys: false, logLevel: 'silent'});
}

async function readObject(
	{request}: Pick<ResourceExchange, 'request'>,
	expected: string,
): Promise<{value: Draft; text: string}> {
	const type = contentType(request);
	if (!readable.includes(type)) {
		throw unsupportedMediaType(readable);
	}

	if (type === protobufType) {
		return {value: decodeProtobuf(await readBytes(request)), text: ''};
	}

	const text = await readBody(request);
	let value: unknown;
	try {
		value = type === 'application/yaml' ? await parseYaml(text) : JSON.parse(text);
	} catch (error) {
		const why =
			type === 'application/json' && error instanceof SyntaxError
				? `json parse error: ${describeJsonError(text, error)}`
				: `yaml: ${(error as Error).message}`;
		throw unrecognized(text, expected, `couldn't get version/kind; ${why}`);
	}

	if (value === null || typeof value !== 'object' || Array.isArray(value)) {
		throw unrecognized(text, expected, "couldn't get version/kind; the body is not an object");
	}

	return {value: value as Draft, text};
}

function unrecognized(text: string, kind: string, why: string) {
	return badRequest(
		`the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(text)})`,
	);
}

/** Kubernetes: summarizeData shows 30 bytes. */
function summary(text: string): string {
	if (text === '') {
		return '<empty>';
	}

	const shown = text.startsWith('{') ? text.slice(0, 30) : Buffer.from(text.slice(0, 30)).toString('hex');
	return text.length > 30 ? `${shown} ...` : shown;
}

function checkNamespace(draft: Draft, namespace: string | undefined): void {
	const metadata = draft.metadata ?? {};
	if (typeof metadata !== 'object' || Array.isArray(metadata)) {
		throw badRequest('metadata of the object is not an object');
	}

	draft.metadata = metadata;
	if (namespace === undefined) {
		return;
	}

	if (metadata.namespace !== undefined && metadata.namespace !== '' && metadata.namespace !== namespace) {
		throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
	}

	metadata.namespace = namespace;
}
