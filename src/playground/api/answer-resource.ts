import {badRequest} from '../registry/status-error.ts';
import type {ObjectExchange, ResourceExchange} from './context.ts';
import {methodNotAllowed, noSuchPath} from './errors.ts';
import {flag} from './query.ts';
import {create} from './verbs/create.ts';
import {remove} from './verbs/delete.ts';
import {removeCollection} from './verbs/delete-collection.ts';
import {get} from './verbs/get.ts';
import {list} from './verbs/list.ts';
import {log} from './verbs/log.ts';
import {patch} from './verbs/patch.ts';
import {scale} from './verbs/scale.ts';
import {update} from './verbs/update.ts';
import {watch} from './watch/watch.ts';

/** Answered when it returns, or when its promise settles. */
export type Answer = void | Promise<void>;

/** Answers a request for an object, a collection or a subresource, by its method. Throws StatusError. */
export function answerResource(exchange: ResourceExchange): Answer {
	if (exchange.name === undefined) {
		return answerCollection(exchange);
	}

	const object = exchange as ObjectExchange;
	return exchange.subresource === undefined ? answerObject(object) : answerSubresource(object);
}

function answerCollection(exchange: ResourceExchange): Answer {
	switch (exchange.request.method) {
		case 'GET': {
			return flag(exchange.query, 'watch') ? watch(exchange) : list(exchange);
		}

		case 'POST': {
			return create(exchange);
		}

		case 'DELETE': {
			return removeCollection(exchange);
		}

		default: {
			throw methodNotAllowed();
		}
	}
}

function answerObject(exchange: ObjectExchange): Answer {
	switch (exchange.request.method) {
		case 'GET': {
			return get(exchange);
		}

		case 'PUT': {
			return update(exchange);
		}

		case 'PATCH': {
			return patch(exchange);
		}

		case 'DELETE': {
			return remove(exchange);
		}

		default: {
			throw methodNotAllowed();
		}
	}
}

function answerSubresource(exchange: ObjectExchange): Answer {
	const {kind, subresource, request} = exchange;
	if (kind.resource === 'pods' && subresource === 'log') {
		if (request.method !== 'GET') {
			throw methodNotAllowed();
		}

		return log(exchange);
	}

	if (kind.resource === 'pods' && subresource === 'exec') {
		throw badRequest('exec needs a connection that is upgraded to a WebSocket (kubectl 1.31 or newer)');
	}

	if (!(kind.subresources as string[]).includes(subresource!)) {
		throw noSuchPath();
	}

	if (subresource === 'scale') {
		return scale(exchange);
	}

	const allowed = subresource === 'finalize' ? ['PUT'] : ['GET', 'PUT', 'PATCH'];
	if (!allowed.includes(request.method!)) {
		throw methodNotAllowed();
	}

	return answerObject(exchange);
}
