import type {KubeObject} from '../kinds/objects.ts';
import type {ResourceExchange} from './context.ts';
import {negotiate, type Representation} from './negotiation.ts';
import {send} from './respond.ts';
import {serialize, serializePartial} from './serialize.ts';
import {includeObject, table} from './table.ts';

/** Answers with one object, in the representation that the client accepts. */
export function sendObject(
	exchange: ResourceExchange,
	code: number,
	object: KubeObject,
): void | Promise<void> {
	const representation = negotiate(exchange.request, exchange.query);
	return sendRepresentation(exchange, code, encodeObject(exchange, object, representation), representation);
}

function encodeObject(
	{context, kind, query}: ResourceExchange,
	object: KubeObject,
	{as, version}: Representation,
): string {
	switch (as) {
		case 'table': {
			const {resourceVersion} = object.metadata;
			const options = {version, include: includeObject(query), now: context.clock.now()};
			return table(kind, [object], {resourceVersion}, options);
		}

		case 'partial': {
			return serializePartial(object);
		}

		case 'object': {
			return serialize(object);
		}
	}
}

/** Sends `json` as it is, indented, or as YAML. */
export function sendRepresentation(
	{response}: Pick<ResourceExchange, 'response'>,
	code: number,
	json: string,
	{format, pretty}: Representation,
): void | Promise<void> {
	if (format === 'yaml') {
		return sendYaml(response, code, json);
	}

	const body = pretty ? JSON.stringify(JSON.parse(json), null, 2) : json;
	send(response, code, 'application/json', `${body}\n`);
}

async function sendYaml(response: ResourceExchange['response'], code: number, json: string): Promise<void> {
	const yaml = await import('yaml');
	send(response, code, 'application/yaml', yaml.stringify(JSON.parse(json)));
}
