import {sleep} from '../../lib/clock.ts';
import type {Handler} from '../kinds/objects.ts';
import {probeExec} from './probes/exec.ts';
import {probeHttp} from './probes/http.ts';
import type {Target} from './probes/types.ts';

/** A hook has no time limit of its own; the container's end or `signal` cuts it short. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/** Runs a postStart or preStop hook. Rejects when it fails, or with the signal's reason. */
export async function runHook(handler: Handler, target: Target, signal: AbortSignal): Promise<void> {
	const aborted = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
	});
	await Promise.race([run(handler, target, signal), target.container.exited, aborted]);
}

async function run(handler: Handler, target: Target, signal: AbortSignal): Promise<void> {
	if (handler.sleep) {
		await sleep(target.clock, handler.sleep.seconds * 1000, signal);
		return;
	}

	const {result, output} = handler.exec
		? await probeExec(target, handler.exec.command, NO_LIMIT_MS)
		: await probeHttp(target, handler.httpGet ?? {port: 80}, NO_LIMIT_MS);
	if (result !== 'success') {
		throw new Error(output === '' ? 'the hook failed' : output);
	}
}
