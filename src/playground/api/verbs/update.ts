import type {Resources} from '../../kinds/objects.ts';
import type {WriteOptions} from '../../registry/types.ts';
import type {ObjectExchange} from '../context.ts';
import {checkName, readDraft} from '../decode.ts';
import {checkDuplicates} from '../duplicates.ts';
import {writeOptions} from '../query.ts';
import {setWarnings} from '../respond.ts';
import {sendObject} from '../send-object.ts';

/** PUT of one object, or of its status or finalize subresource. */
export async function update(exchange: ObjectExchange): Promise<void> {
	const {context, kind, name, response, subresource} = exchange;
	const options = writeOptions(exchange, 'UpdateOptions');
	const {draft, text} = await readDraft(exchange);
	checkName(draft, name);
	await checkDuplicates(kind, text, options);
	// The registry validates the draft; until then it only has the outline of an object.
	const object = context.registry.update(kind.resource, draft as unknown as Resources[typeof kind.resource], {
		...options,
		subresource: subresource as WriteOptions['subresource'],
	});
	setWarnings(response, options.warnings);
	await sendObject(exchange, 200, object);
}
