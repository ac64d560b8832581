import type {ResourceExchange} from '../context.ts';
import {readDraft} from '../decode.ts';
import {checkDuplicates} from '../duplicates.ts';
import {methodNotAllowed} from '../errors.ts';
import {writeOptions} from '../query.ts';
import {setWarnings} from '../respond.ts';
import {sendObject} from '../send-object.ts';

/** POST to a collection. */
export async function create(exchange: ResourceExchange): Promise<void> {
	const {context, kind, namespace, response} = exchange;
	if (kind.namespaced && namespace === undefined) {
		throw methodNotAllowed();
	}

	const options = writeOptions(exchange, 'CreateOptions');
	const {draft, text} = await readDraft(exchange);
	await checkDuplicates(kind, text, options);
	const object = context.registry.create(kind.resource, namespace, draft, options);
	setWarnings(response, options.warnings);
	await sendObject(exchange, 201, object);
}
