import {open} from 'node:fs/promises';
import type {Container} from '../kinds/objects.ts';

/** Kubernetes: kuberuntime.maxTerminationMessageLength, and of a message taken from the log. */
const MAX_BYTES = 4096;
const MAX_LOG_BYTES = 2048;
const MAX_LOG_LINES = 80;

/** What a container left as its last words; with FallbackToLogsOnError, the end of its log. */
export async function terminationMessage(
	{terminationMessagePolicy}: Container,
	exitCode: number,
	files: {message: string; log: string},
): Promise<string | undefined> {
	const own = await part(files.message, 'start', MAX_BYTES);
	if (own !== '' || terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) {
		return own === '' ? undefined : own;
	}

	// With its time stamps a line is longer in the file than in the message.
	const log = await part(files.log, 'end', MAX_LOG_BYTES * 16);
	const lines = log.split('\n').slice(-MAX_LOG_LINES - 1, -1);
	const text = lines.map((line) => `${line.split(' ').slice(3).join(' ')}\n`).join('');
	return text === '' ? undefined : Buffer.from(text).subarray(-MAX_LOG_BYTES).toString();
}

async function part(path: string, from: 'start' | 'end', bytes: number): Promise<string> {
	const file = await open(path).catch(() => undefined);
	if (!file) {
		return '';
	}

	try {
		const {size} = await file.stat();
		const {buffer, bytesRead} = await file.read(
			Buffer.alloc(bytes),
			0,
			bytes,
			from === 'start' ? 0 : Math.max(0, size - bytes),
		);
		return buffer.subarray(0, bytesRead).toString();
	} finally {
		await file.close();
	}
}
