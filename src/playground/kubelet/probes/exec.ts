import type {Readable} from 'node:stream';
import type {ProbeResult, Target} from './types.ts';

/** Kubernetes: exec probe's maxReadLength. */
const MAX_OUTPUT = 10 * 1024;

/** Runs a command in the container: exit code 0 within `timeoutMs` is success. */
export async function probeExec(
	{container, clock}: Pick<Target, 'container' | 'clock'>,
	command: string[],
	timeoutMs: number,
): Promise<ProbeResult> {
	let cancelTimeout = () => {};
	let letGo = () => {};
	try {
		const process = await container.exec(command, {stdin: false});
		const output = collect(process.stdout, process.stderr);
		letGo = () => {
			process.stdout.destroy();
			process.stderr?.destroy();
		};
		const timedOut = new Promise<undefined>((resolve) => {
			cancelTimeout = clock.after(timeoutMs, () => resolve(undefined));
		});
		const ended = await Promise.race([process.exited, timedOut]);
		if (!ended) {
			process.kill();
			const words = command.join(' ');
			return {
				result: 'failure',
				output: `command timed out: "${words}" timed out after ${timeoutMs / 1000}s`,
			};
		}

		// What the command left running may hold its output open for ever.
		const words = (await Promise.race([output(), timedOut])) ?? '';
		return {result: ended.exitCode === 0 ? 'success' : 'failure', output: words};
	} catch (error) {
		return {
			result: 'unknown',
			output: `rpc error: code = Unknown desc = failed to exec in container: ${(error as Error).message}`,
		};
	} finally {
		cancelTimeout();
		letGo();
	}
}

// Reads on past the limit, so that the command is not held up by a full pipe.
function collect(...streams: Array<Readable | undefined>): () => Promise<string> {
	let kept = Buffer.alloc(0);
	const ends = streams.map(async (stream) => {
		try {
			for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) {
				kept = kept.length < MAX_OUTPUT ? Buffer.concat([kept, chunk]).subarray(0, MAX_OUTPUT) : kept;
			}
		} catch {
			// The command ended with the container.
		}
	});
	return async () => {
		await Promise.all(ends);
		return kept.toString().trimEnd();
	};
}
