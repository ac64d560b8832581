import {badRequest} from '../../registry/status-error.ts';
import type {ObjectExchange} from '../context.ts';
import {sendObject} from '../send-object.ts';
import {checkRevision} from '../revision.ts';

/** GET of one object. */
export function get(exchange: ObjectExchange): void | Promise<void> {
	const {context, kind, namespace, name, query} = exchange;
	checkRevision(query.get('resourceVersion'), context.registry);
	if (query.get('resourceVersionMatch')) {
		throw badRequest('resourceVersionMatch is forbidden for get');
	}

	return sendObject(exchange, 200, context.registry.get(kind.resource, namespace, name));
}
