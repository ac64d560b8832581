import type {Readable} from 'node:stream';
import {sleep, type Clock} from '../lib/clock.ts';
import type {KubeObject, Observer} from './kube.ts';
import {answerError, connectionError, KubeError} from './kube-error.ts';

/** How `observe` reads; the client gives it. */
export interface ObserveSource {
	list(signal: AbortSignal): Promise<{items: KubeObject[]; resourceVersion: string}>;
	/** The body of a watch from `resourceVersion`, an event a line. */
	watch(resourceVersion: string, signal: AbortSignal): Promise<Readable>;
}

interface WatchEvent {
	type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
	object: KubeObject & {code?: number};
}

const firstPause = 50;
const longestPause = 1000;

/** Lists and watches until `signal` is aborted; rejects with an error that cannot pass. */
export async function observe(
	source: ObserveSource,
	observer: Observer,
	clock: Clock,
	signal: AbortSignal,
): Promise<void> {
	const objects = new Map<string, KubeObject>();
	let resourceVersion: string | undefined;
	let pause = firstPause;
	while (!signal.aborted) {
		try {
			if (resourceVersion === undefined) {
				const listed = await source.list(signal);
				objects.clear();
				for (const item of listed.items) {
					objects.set(keyOf(item), item);
				}

				resourceVersion = listed.resourceVersion;
				observer.onChange([...objects.values()]);
			}

			const stream = await source.watch(resourceVersion, signal);
			for await (const event of readEvents(stream)) {
				if (event.type === 'ERROR') {
					throw answerError(event.object.code ?? 500, JSON.stringify(event.object));
				}

				resourceVersion = event.object.metadata.resourceVersion;
				pause = firstPause;
				if (event.type === 'DELETED') {
					objects.delete(keyOf(event.object));
				} else if (event.type !== 'BOOKMARK') {
					objects.set(keyOf(event.object), event.object);
				}

				if (event.type !== 'BOOKMARK') {
					observer.onChange([...objects.values()]);
				}
			}

			// The server ends a watch after a while; one that ends at once must not spin.
			await sleep(clock, pause, signal);
		} catch (error) {
			if (signal.aborted) {
				return;
			}

			const trouble = error instanceof KubeError ? error : connectionError('its address', error);
			// 410 Gone: the version is too old to go on from, so list again.
			const isExpired = trouble.code === 410;
			if (!isExpired && !trouble.passing && !isCutOff(error)) {
				throw trouble;
			}

			resourceVersion = undefined;
			if (!isExpired) {
				observer.onTrouble(trouble);
			}

			await sleep(clock, pause, signal).catch(() => undefined);
			pause = Math.min(longestPause, pause * 2);
		}
	}
}

async function* readEvents(stream: Readable): AsyncGenerator<WatchEvent> {
	stream.setEncoding('utf8');
	let rest = '';
	// Unlike readline, a stream's own iterator throws when the connection breaks.
	for await (const chunk of stream as AsyncIterable<string>) {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop()!;
		for (const line of lines) {
			yield JSON.parse(line) as WatchEvent;
		}
	}
}

/** A watch whose connection broke. */
function isCutOff(error: unknown): boolean {
	return !(error instanceof KubeError);
}

function keyOf(object: KubeObject): string {
	return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
