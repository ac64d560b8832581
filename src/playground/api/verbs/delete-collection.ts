import {isStatus} from '../../registry/status-error.ts';
import type {ResourceExchange} from '../context.ts';
import {readDeleteOptions} from '../delete-options.ts';
import {methodNotAllowed} from '../errors.ts';
import {negotiate} from '../negotiation.ts';
import {sendRepresentation} from '../send-object.ts';
import {serialize} from '../serialize.ts';

/** DELETE of a collection: each object that the selectors choose. */
export async function removeCollection(exchange: ResourceExchange): Promise<void> {
	const {context, kind, namespace, query, request} = exchange;
	if (
		kind.resource === 'namespaces' ||
		kind.resource === 'services' ||
		(kind.namespaced && namespace === undefined)
	) {
		throw methodNotAllowed();
	}

	const representation = {...negotiate(request, query), as: 'object' as const};
	const options = await readDeleteOptions(exchange);
	const chosen = context.registry.list(kind.resource, {
		namespace,
		labelSelector: query.get('labelSelector') ?? undefined,
		fieldSelector: query.get('fieldSelector') ?? undefined,
	});
	const items = chosen.flatMap((object) => {
		try {
			return [
				context.registry.delete(kind.resource, object.metadata.namespace, object.metadata.name, options),
			];
		} catch (error) {
			// Gone since the list was read, perhaps with its owner.
			if (isStatus(error, 'NotFound')) {
				return [];
			}

			throw error;
		}
	});
	const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
	const metadata = JSON.stringify({resourceVersion: String(context.registry.revision())});
	const json =
		`{"kind":"${kind.kind}List","apiVersion":"${apiVersion}","metadata":${metadata},` +
		`"items":[${items.map((item) => serialize(item)).join(',')}]}`;
	await sendRepresentation(exchange, 200, json, representation);
}
