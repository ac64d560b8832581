import {StatusError} from '../../registry/status-error.ts';
import type {Change} from '../../registry/types.ts';
import type {ResourceExchange} from '../context.ts';
import {negotiate} from '../negotiation.ts';
import {selectionOf, type Selection} from '../selection.ts';
import {watchEncoder, type WatchEncoder} from './encode.ts';
import {visibleChange} from './filter.ts';
import {watchOptions, type WatchOptions} from './options.ts';
import {WatchStream} from './stream.ts';

/** Kubernetes: bookmarkFrequency of the watch cache. */
const bookmarkEveryMs = 60_000;

/** GET of a collection with `watch`: events as lines of JSON, until the client, the timeout or the server ends it. */
export function watch(exchange: ResourceExchange): void {
	const {context, query, request, response} = exchange;
	const representation = negotiate(request, query);
	const options = watchOptions(query, context.registry);
	const selection = selectionOf(exchange);
	const encoder = watchEncoder(exchange, representation);

	const stream = new WatchStream(response, context.closing);
	try {
		sendChanges(exchange, {stream, encoder, selection, options});
	} catch (error) {
		if (!(error instanceof StatusError)) {
			throw error;
		}

		// Too late for a status code: the head has been sent, as a real server does before it looks.
		stream.send(`${JSON.stringify({type: 'ERROR', object: error.status})}\n`);
		stream.end();
		return;
	}

	stream.onEnd(context.clock.after(options.timeoutMs, () => stream.end()));
	if (options.bookmarks) {
		sendBookmarks(exchange, stream, encoder);
	}
}

interface Watcher {
	stream: WatchStream;
	encoder: WatchEncoder;
	selection: Selection | undefined;
	options: WatchOptions;
}

/** What there is, when asked for, then every change; one synchronous stretch, so that nothing falls between. */
function sendChanges(
	{context: {registry}, kind, namespace}: ResourceExchange,
	{stream, encoder, selection, options: {after, markInitialEnd}}: Watcher,
): void {
	const from = after ?? registry.revision();
	if (after === undefined) {
		for (const object of registry.list(kind.resource, {namespace})) {
			if (selection === undefined || selection(object)) {
				stream.send(encoder.event('ADDED', object));
			}
		}
	}

	if (markInitialEnd) {
		stream.send(encoder.bookmark(from, true));
	}

	const listener = (change: Change) => {
		const visible = visibleChange(change, selection);
		if (visible !== undefined) {
			stream.send(encoder.event(visible.type, visible.object));
		}
	};

	stream.onEnd(registry.watch(kind.resource, listener, {after: from}));
}

function sendBookmarks(
	{context: {clock, registry}}: ResourceExchange,
	stream: WatchStream,
	encoder: WatchEncoder,
) {
	let cancel = () => {};
	const next = () => {
		cancel = clock.after(bookmarkEveryMs, () => {
			stream.send(encoder.bookmark(registry.revision(), false));
			next();
		});
	};

	next();
	stream.onEnd(() => cancel());
}
