import type {Resources} from '../../kinds/objects.ts';
import {scaleOf} from '../../registry/scale.ts';
import type {ObjectExchange} from '../context.ts';
import {readScale} from '../decode.ts';
import {methodNotAllowed} from '../errors.ts';
import {flag, writeOptions} from '../query.ts';
import {sendJson, setWarnings} from '../respond.ts';
import {readPatch} from './patch.ts';

/** GET, PUT and PATCH of a workload's scale; all answer with a Scale of autoscaling/v1. */
export async function scale(exchange: ObjectExchange): Promise<void> {
	const {context, kind, namespace, name, request, response} = exchange;
	switch (request.method) {
		case 'GET': {
			sendJson(response, 200, scaleOf(context.registry.get(kind.resource, namespace, name)));
			return;
		}

		case 'PUT': {
			const options = {...writeOptions(exchange, 'UpdateOptions'), subresource: 'scale' as const};
			const draft = await readScale(exchange);
			const object = context.registry.update(
				kind.resource,
				draft as unknown as Resources[typeof kind.resource],
				options,
			);
			setWarnings(response, options.warnings);
			sendJson(response, 200, scaleOf(object));
			return;
		}

		case 'PATCH': {
			const force = flag(exchange.query, 'force');
			const options = {...writeOptions(exchange, 'PatchOptions'), subresource: 'scale' as const, force};
			const {type, body} = await readPatch(exchange);
			const {object} = context.registry.patch(kind.resource, namespace, name, {type, body}, options);
			setWarnings(response, options.warnings);
			sendJson(response, 200, scaleOf(object));
			return;
		}

		default: {
			throw methodNotAllowed();
		}
	}
}
