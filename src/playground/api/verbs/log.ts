import type {LogOptions} from '../../kubelet/types.ts';
import type {ObjectExchange} from '../context.ts';
import {count, flag} from '../query.ts';

/** With `follow`, how long the head waits for a first line or an error: a quiet log must not look like no answer. */
const headAfterMs = 100;

/** GET of a Pod's log. */
export async function log(exchange: ObjectExchange): Promise<void> {
	const {context, namespace, name, query, response} = exchange;
	const ending = new AbortController();
	const end = () => ending.abort();
	response.on('close', end);
	context.closing.addEventListener('abort', end, {once: true});
	try {
		const lines = context.agent
			.logs(namespace!, name, logOptions(query), ending.signal)
			[Symbol.asyncIterator]();
		await sendLines(exchange, lines, ending.signal);
	} finally {
		context.closing.removeEventListener('abort', end);
		end();
	}
}

function logOptions(query: URLSearchParams): LogOptions {
	return {
		container: query.get('container') ?? undefined,
		follow: flag(query, 'follow'),
		previous: flag(query, 'previous'),
		timestamps: flag(query, 'timestamps'),
		tailLines: count(query, 'tailLines'),
		sinceSeconds: count(query, 'sinceSeconds'),
		sinceTime: query.get('sinceTime') ?? undefined,
		limitBytes: count(query, 'limitBytes'),
	};
}

async function sendLines(
	{context, response}: ObjectExchange,
	lines: AsyncIterator<Buffer>,
	signal: AbortSignal,
): Promise<void> {
	const sendHead = () => {
		if (!response.headersSent) {
			response.writeHead(200, {'content-type': 'text/plain', 'cache-control': 'no-cache, private'});
			response.flushHeaders();
		}
	};

	const cancel = context.clock.after(headAfterMs, sendHead);
	try {
		// An error of the first step can still be a Status; a later one ends the stream.
		for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
			sendHead();
			if (!response.write(next.value)) {
				await drained(response, signal);
			}

			if (signal.aborted) {
				break;
			}
		}

		sendHead();
		response.end();
	} catch (error) {
		if (signal.aborted) {
			response.destroy();
			return;
		}

		throw error;
	} finally {
		cancel();
		await lines.return?.();
	}
}

function drained(response: ObjectExchange['response'], signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			response.off('drain', done);
			signal.removeEventListener('abort', done);
			resolve();
		};

		response.on('drain', done);
		signal.addEventListener('abort', done);
	});
}
