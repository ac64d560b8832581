import type {ResourceName} from '../../kinds/objects.ts';
import type {ObjectExchange} from '../context.ts';
import {readDeleteOptions} from '../delete-options.ts';
import {sendJson} from '../respond.ts';
import {sendObject} from '../send-object.ts';

/** Kubernetes: the kinds whose strategy has ReturnDeletedObject; the others answer with a Status. */
const answeredWithObject = new Set<ResourceName>([
	'pods',
	'services',
	'serviceaccounts',
	'persistentvolumeclaims',
	'persistentvolumes',
]);

/** DELETE of one object. */
export async function remove(exchange: ObjectExchange): Promise<void> {
	const {context, kind, namespace, name, response} = exchange;
	const options = await readDeleteOptions(exchange);
	const object = context.registry.delete(kind.resource, namespace, name, options);
	const marked = context.registry.find(kind.resource, namespace, name)?.metadata.uid === object.metadata.uid;
	if (answeredWithObject.has(kind.resource) || (marked && options.dryRun !== true)) {
		await sendObject(exchange, 200, object);
		return;
	}

	sendJson(response, 200, {
		kind: 'Status',
		apiVersion: 'v1',
		metadata: {},
		status: 'Success',
		details: {
			name,
			...(kind.group !== '' && {group: kind.group}),
			kind: kind.plural,
			uid: object.metadata.uid,
		},
	});
}
