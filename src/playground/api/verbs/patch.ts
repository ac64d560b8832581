import {badRequest, invalid} from '../../registry/status-error.ts';
import type {PatchType, WriteOptions} from '../../registry/types.ts';
import {contentType, readBody} from '../body.ts';
import type {ObjectExchange} from '../context.ts';
import {parseYaml} from '../decode.ts';
import {checkDuplicates} from '../duplicates.ts';
import {unsupportedMediaType} from '../errors.ts';
import {describeJsonError} from '../json-error.ts';
import {flag, writeOptions} from '../query.ts';
import {setWarnings} from '../respond.ts';
import {sendObject} from '../send-object.ts';

const types: PatchType[] = [
	'application/json-patch+json',
	'application/merge-patch+json',
	'application/strategic-merge-patch+json',
	'application/apply-patch+yaml',
];

/** PATCH of one object, or of its status. */
export async function patch(exchange: ObjectExchange): Promise<void> {
	const {context, kind, namespace, name, query, response, subresource} = exchange;
	const options = writeOptions(exchange, 'PatchOptions');
	const {type, body, text} = await readPatch(exchange);
	if (type === 'application/apply-patch+yaml') {
		requireManager(query);
	}

	await checkDuplicates(kind, text, options);
	const {object, created} = context.registry.patch(
		kind.resource,
		namespace,
		name,
		{type, body},
		{
			...options,
			force: flag(query, 'force'),
			subresource: subresource as WriteOptions['subresource'],
		},
	);
	setWarnings(response, options.warnings);
	await sendObject(exchange, created ? 201 : 200, object);
}

/** The patch in the body, by its Content-Type; throws 400, 413 and 415. */
export async function readPatch({
	request,
}: Pick<ObjectExchange, 'request'>): Promise<{type: PatchType; body: unknown; text: string}> {
	const type = types.find((each) => each === contentType(request));
	if (type === undefined) {
		throw unsupportedMediaType(types);
	}

	const text = await readBody(request);
	const body = await parsePatch(text, type);
	const isArray = Array.isArray(body);
	if (body === null || typeof body !== 'object' || isArray !== (type === 'application/json-patch+json')) {
		throw badRequest(
			`error decoding patch: the body is not ${isArray ? 'an object' : 'what the patch type says'}`,
		);
	}

	return {type, body, text};
}

async function parsePatch(text: string, type: PatchType): Promise<unknown> {
	const yaml = type === 'application/apply-patch+yaml' && !text.trimStart().startsWith('{');
	try {
		return yaml ? await parseYaml(text) : JSON.parse(text);
	} catch (error) {
		const why = yaml ? `yaml: ${(error as Error).message}` : describeJsonError(text, error as SyntaxError);
		throw badRequest(`error decoding ${yaml ? 'YAML' : 'patch'}: ${why}`);
	}
}

function requireManager(query: URLSearchParams): void {
	if (!query.get('fieldManager')) {
		throw invalid({group: 'meta.k8s.io', kind: 'PatchOptions'}, '', [
			{
				reason: 'FieldValueRequired',
				message: 'Required value: is required for apply patch',
				field: 'fieldManager',
			},
		]);
	}
}
