import {type FSWatcher, watch} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {formatLines, type LineOptions} from './format-lines.ts';
import {tailOffset} from './tail-offset.ts';

export interface ReadOptions extends LineOptions {
	follow?: boolean;
	tailLines?: number;
	limitBytes?: number;
}

const CHUNK = 64 * 1024;
const NEWLINE = 10;

/**
 * Reads a log in the CRI format as its lines were printed. With `follow`, goes on until `ended` settles (the
 * container's end; undefined: it has ended) or `signal` is aborted. A log that does not exist is empty.
 */
export async function* readLog(
	path: string,
	options: ReadOptions,
	ended: Promise<void> | undefined,
	signal: AbortSignal,
): AsyncIterable<Buffer> {
	const file = await open(path).catch(() => undefined);
	if (!file) {
		return;
	}

	const changes = options.follow && ended ? watchFile(path, ended, signal) : undefined;
	try {
		let left = options.limitBytes ?? Infinity;
		for await (const output of pieces(file, options, changes, signal)) {
			if (output.length >= left) {
				yield output.subarray(0, left);
				return;
			}

			left -= output.length;
			yield output;
		}
	} finally {
		changes?.close();
		await file.close();
	}
}

async function* pieces(
	file: FileHandle,
	options: ReadOptions,
	changes: Changes | undefined,
	signal: AbortSignal,
): AsyncIterable<Buffer> {
	let position = options.tailLines === undefined ? 0 : await tailOffset(file, options.tailLines);
	let rest: Buffer = Buffer.alloc(0);
	const format = formatLines(options);
	while (!signal.aborted) {
		// Asked before reading, so that what is written up to the end is still read.
		const over = !changes || changes.over();
		const {buffer, bytesRead} = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, position);
		if (bytesRead === 0) {
			if (over) {
				return;
			}

			await changes.next();
			continue;
		}

		position += bytesRead;
		const data = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
		const end = data.lastIndexOf(NEWLINE) + 1;
		rest = data.subarray(end);
		const output = format(data.subarray(0, end));
		if (output.length > 0) {
			yield output;
		}
	}
}

interface Changes {
	/** True when nothing more will be written. */
	over(): boolean;
	/** Settles at the next change, or the end. */
	next(): Promise<void>;
	close(): void;
}

function watchFile(path: string, ended: Promise<void>, signal: AbortSignal): Changes {
	let over = false;
	let changed = false;
	let wake = () => {};
	const notify = () => {
		changed = true;
		wake();
	};
	const finish = () => {
		over = true;
		notify();
	};
	void ended.then(finish);
	signal.addEventListener('abort', finish, {once: true});
	const watcher = openWatcher(path, notify, finish);
	return {
		over: () => over,
		async next() {
			if (!changed) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}

			changed = false;
		},
		close() {
			signal.removeEventListener('abort', finish);
			watcher?.close();
		},
	};
}

// A log that cannot be watched (it was just removed) is read to its end and no further.
function openWatcher(path: string, onChange: () => void, onError: () => void): FSWatcher | undefined {
	try {
		return watch(path, onChange).on('error', onError);
	} catch {
		onError();
		return undefined;
	}
}
