import type {IncomingMessage} from 'node:http';
import {bodyTooLarge} from './errors.ts';

/** Kubernetes: MaxRequestBodyBytes of the API server. */
export const maxBodyBytes = 3 * 1024 * 1024;

/** Reads the whole body as text; throws 413 beyond 3 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
	return (await readBytes(request)).toString('utf8');
}

/** Reads the whole body; throws 413 beyond 3 MiB. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
		throw bodyTooLarge(maxBodyBytes);
	}

	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maxBodyBytes) {
			throw bodyTooLarge(maxBodyBytes);
		}

		chunks.push(chunk);
	}

	return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

/** The Content-Type without its parameters, in lower case; `application/json` when there is none. */
export function contentType(request: IncomingMessage): string {
	const type = request.headers['content-type'] ?? 'application/json';
	const end = type.indexOf(';');
	return (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
}
