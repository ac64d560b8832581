import {rmdir, stat} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {EnvironmentError} from '../../lib/errors.ts';
import {ask, NoAnswer} from './control.ts';
import {lock} from './lock.ts';
import {playgroundPaths} from './paths.ts';
import {refuseOthers, removeAll} from './remove.ts';
import {isAlive, type ProcessIdentity} from './process-identity.ts';
import {readState, serverState} from './state.ts';
import type {PlaygroundPaths} from './types.ts';

/** How long databases get to shut down, in milliseconds; then SIGKILL. */
const graceMs = 10_000;

/** How long the rest of it may take after that, in milliseconds. */
const endMs = 2000;

export interface StopOptions {
	home: string;
	/** Remove its objects, volumes and all other files as well. */
	delete: boolean;
	signal: AbortSignal;
	onProgress: (line: string) => void;
}

/**
 * Stops the playground in `home`. Safe to call when there is none, twice, or after a crash. Throws
 * EnvironmentError when it belongs to another user, or cannot be removed.
 */
export async function stopPlayground(options: StopOptions): Promise<void> {
	const paths = playgroundPaths(options.home);
	if (!(await isDirectory(paths.home))) {
		return;
	}

	if (options.delete) {
		await refuseOthers(paths.home);
	}

	const unlock = await lockIfPossible(paths.home, options);
	try {
		await stopServer(paths, options);
		if (options.delete) {
			options.onProgress('removing objects, volumes and certificates');
			await removeAll(paths);
		}
	} finally {
		await unlock();
		if (options.delete) {
			// Not when there is something of others in it, or it could not be emptied.
			await rmdir(paths.home).catch(() => {});
		}
	}
}

/** Nobody can start a playground on a disk that is full or read-only, but one that runs there must end. */
async function lockIfPossible(home: string, {signal, onProgress}: StopOptions): Promise<() => Promise<void>> {
	try {
		return await lock(home, {
			signal,
			onWait: (pid) =>
				onProgress(`waiting for another doklab (process ${pid}) to finish with this playground`),
		});
	} catch (error) {
		if (['ENOSPC', 'EDQUOT', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return async () => {};
		}

		throw error;
	}
}

/** Ends the server process of `paths`, whose lock is held: asks it to, and kills it when it does not answer. */
export async function stopServer(
	paths: PlaygroundPaths,
	{signal, onProgress}: Pick<StopOptions, 'signal' | 'onProgress'>,
): Promise<void> {
	const {state, pid} = await serverState(paths, signal);
	const known = (await readState(paths.state))?.process;
	if (state === 'hanging') {
		onProgress(`the playground${pid === undefined ? '' : ` (process ${pid})`} does not answer: ending it`);
		if (pid === undefined) {
			throw new EnvironmentError('the process of the playground is not known: its state file was lost', [
				'Find it: ps -ef | grep doklab-playground',
			]);
		}
	} else if (state !== 'gone') {
		onProgress('stopping Pods and the API server');
		await shutDown(paths.control, signal);
	}

	if (known) {
		await waitForEnd(known, state === 'hanging' ? 0 : endMs);
	}
}

/** Returns when the server has closed the connection with its end, or has had its time. */
async function shutDown(control: string, signal: AbortSignal): Promise<void> {
	try {
		await ask(control, {command: 'shutdown', graceMs}, {patience: graceMs + endMs, signal});
	} catch (error) {
		if (!(error instanceof NoAnswer)) {
			throw error;
		}
	}
}

/** Waits until `server` has ended, which it does at once after its server; kills it after `patience` ms. */
async function waitForEnd(server: ProcessIdentity, patience: number): Promise<void> {
	for (let waited = 0; isAlive(server); waited += 10) {
		if (waited === patience) {
			process.kill(server.pid, 'SIGKILL');
		}

		if (waited > patience + 3000) {
			throw new EnvironmentError(`process ${server.pid} of the playground does not end`, [
				`kill -9 ${server.pid}`,
			]);
		}

		await delay(10);
	}
}

async function isDirectory(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isDirectory();
	} catch {
		return false;
	}
}
