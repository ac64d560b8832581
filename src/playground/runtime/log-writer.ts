import {createWriteStream} from 'node:fs';
import type {Readable} from 'node:stream';

/** Longest piece of a line in one entry (containerd: defaultLogLineSize). */
const maxLine = 16 * 1024;

/**
 * Writes what a container prints to a file in the CRI log format, `TIME stdout F text`; a line longer than
 * 16 KiB becomes several entries with P (partial). Resolves when both streams have ended and all is written.
 */
export async function writeLog(file: string, stdout: Readable, stderr: Readable): Promise<void> {
	const output = createWriteStream(file, {flags: 'a', mode: 0o640});
	// A full disk must not take the container or the playground down; the log then has a hole.
	output.on('error', () => {});
	await Promise.all([copy(stdout, 'stdout', output), copy(stderr, 'stderr', output)]);
	await new Promise<void>((resolve) => {
		output.once('error', () => resolve());
		output.end(() => resolve());
	});
}

async function copy(
	source: Readable,
	name: 'stdout' | 'stderr',
	output: NodeJS.WritableStream,
): Promise<void> {
	let rest = Buffer.alloc(0);
	const emit = (line: Buffer, tag: 'F' | 'P') => {
		output.write(`${now()} ${name} ${tag} `);
		output.write(line);
		output.write('\n');
	};

	try {
		for await (const chunk of source as AsyncIterable<Buffer>) {
			let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
			for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10)) {
				emit(data.subarray(0, end), 'F');
				data = data.subarray(end + 1);
			}

			while (data.length >= maxLine) {
				emit(data.subarray(0, maxLine), 'P');
				data = data.subarray(maxLine);
			}

			rest = Buffer.from(data);
		}
	} catch {
		// The pipe broke because the container ended.
	}

	if (rest.length > 0) {
		emit(rest, 'F');
	}
}

/** Now with nine digits, of which Date gives three. */
function now(): string {
	return new Date().toISOString().replace('Z', '000000Z');
}
