import type {Duplex} from 'node:stream';
import type {StatusError} from '../../registry/status-error.ts';

/** Answers a request for an upgrade with an error, and closes: there is no ServerResponse to do it. */
export function refuseUpgrade(socket: Duplex, {code, status}: StatusError): void {
	// An import of node:http loads all of undici with it: a start need not wait for that.
	const {STATUS_CODES} = process.getBuiltinModule('node:http');
	const body = JSON.stringify(status);
	socket.end(
		[
			`HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
			'content-type: application/json',
			`content-length: ${Buffer.byteLength(body)}`,
			'connection: close',
			'',
			body,
		].join('\r\n'),
	);
}
