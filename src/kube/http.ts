import {request as requestHttp, type IncomingMessage} from 'node:http';
import {request as requestHttps} from 'node:https';
import type {Credentials} from './credentials.ts';
import {answerError, connectionError} from './kube-error.ts';

export interface Request {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** With the query string. */
	path: string;
	body?: unknown;
	contentType?: string;
	/** How long the server may be silent; 0: for ever. */
	silenceMs?: number;
	signal: AbortSignal;
}

export interface Answer {
	code: number;
	body: string;
	/** The server's Warning headers, unquoted. */
	warnings: string[];
}

// Longer than any request of ours takes a server that is well.
const defaultSilence = 30_000;

/** Sends one request and reads the whole answer. Throws KubeError for every answer that is not 2xx. */
export async function send(credentials: Credentials, request: Request): Promise<Answer> {
	const response = await open(credentials, request);
	const body = await readAll(credentials, response, request.signal);
	return {code: response.statusCode!, body, warnings: readWarnings(response.headers.warning)};
}

/** Sends one request and returns the answer as its body still arrives. */
export async function open(credentials: Credentials, request: Request): Promise<IncomingMessage> {
	const {signal} = request;
	signal.throwIfAborted();
	const options = await credentials.options();
	const body = request.body === undefined ? undefined : JSON.stringify(request.body);
	const headers: Record<string, unknown> = {
		...(options.headers as Record<string, unknown>),
		accept: 'application/json',
	};
	if (body !== undefined) {
		headers['content-type'] = request.contentType ?? 'application/json';
		headers['content-length'] = Buffer.byteLength(body);
	}

	const start = credentials.server.startsWith('http:') ? requestHttp : requestHttps;
	const silenceMs = request.silenceMs ?? defaultSilence;
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const outgoing = start(
			credentials.server + request.path,
			{...options, method: request.method, headers: headers as Record<string, string>, signal},
			resolve,
		);
		outgoing.setTimeout(silenceMs, () => {
			const error = new Error(`no answer for ${silenceMs / 1000} s`) as NodeJS.ErrnoException;
			error.code = 'ETIMEDOUT';
			outgoing.destroy(error);
		});
		outgoing.on('error', (error) => {
			reject(signal.aborted ? (signal.reason as Error) : connectionError(credentials.server, error));
		});
		outgoing.end(body);
	});
	const code = response.statusCode!;
	if (code < 200 || code > 299) {
		throw answerError(code, await readAll(credentials, response, signal));
	}

	return response;
}

async function readAll(
	credentials: Credentials,
	response: IncomingMessage,
	signal: AbortSignal,
): Promise<string> {
	response.setEncoding('utf8');
	let body = '';
	try {
		for await (const chunk of response) {
			body += chunk as string;
		}
	} catch (error) {
		signal.throwIfAborted();
		throw connectionError(credentials.server, error);
	}

	return body;
}

/** RFC 7234: `299 - "text"`, several with commas between; Kubernetes escapes quotes within. */
function readWarnings(header: string | undefined): string[] {
	return [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
		text!.replaceAll(/\\(.)/g, '$1'),
	);
}
