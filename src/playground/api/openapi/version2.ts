import type {Exchange} from '../context.ts';
import {sendJson} from '../respond.ts';

/** What kubectl up to 1.28 accepts and nothing else; the server names the type a little differently. */
const accepted = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const type = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** gnostic's openapi.v2.Document with one field, the first: `swagger: "2.0"`. */
const document = Buffer.from([0x0a, 0x03, ...Buffer.from('2.0')]);

/**
 * /openapi/v2: a document that describes nothing. kubectl up to 1.28 does not apply without one, and then uses
 * what it knows of the kinds itself; later ones read version 3.
 */
export function answerVersion2({request, response}: Exchange): void {
	if (request.headers.accept?.includes(accepted)) {
		response.writeHead(200, {'content-type': type, 'content-length': document.length}).end(document);
	} else {
		sendJson(response, 200, {swagger: '2.0', info: {title: 'Kubernetes', version: 'unversioned'}, paths: {}});
	}
}
