import type {ServerResponse} from 'node:http';
import type {Status, StatusError} from '../registry/status-error.ts';

/** Sends a whole response. */
export function send(response: ServerResponse, code: number, contentType: string, body: string): void {
	response.writeHead(code, {
		'content-type': contentType,
		'content-length': Buffer.byteLength(body),
		'cache-control': 'no-cache, private',
	});
	response.end(body);
}

export function sendJson(response: ServerResponse, code: number, value: unknown): void {
	send(response, code, 'application/json', `${JSON.stringify(value)}\n`);
}

export function sendText(response: ServerResponse, code: number, text: string): void {
	send(response, code, 'text/plain; charset=utf-8', text);
}

export function sendStatus(response: ServerResponse, status: Status): void {
	sendJson(response, status.code, status);
}

export function sendError(response: ServerResponse, error: StatusError): void {
	const seconds = error.status.details?.retryAfterSeconds;
	if (seconds !== undefined) {
		response.setHeader('retry-after', String(seconds));
	}

	sendStatus(response, error.status);
}

/** Adds what the registry warned about. Kubernetes: Warning headers with code 299, as RFC 7234 quotes them. */
export function setWarnings(response: ServerResponse, warnings: string[]): void {
	if (warnings.length > 0) {
		response.setHeader(
			'warning',
			warnings.map((text) => `299 - ${JSON.stringify(text.replaceAll(/[^\t\x20-\x7E]/gu, '?'))}`),
		);
	}
}
