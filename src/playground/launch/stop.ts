import {execFile} from 'node:child_process';
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {promisify} from 'node:util';
import {EnvironmentError} from '../../lib/errors.ts';
import {ask} from './control.ts';
import {lock} from './lock.ts';
import {playgroundPaths} from './paths.ts';
import {isAlive} from './process-identity.ts';
import {readState} from './state.ts';
import type {PlaygroundPaths} from './types.ts';
import {openUserNamespace} from './user-namespace.ts';

const run = promisify(execFile);

/** How long databases get to shut down, in milliseconds; then SIGKILL. */
const graceMs = 10_000;

export interface StopOptions {
	home: string;
	/** Remove its objects, volumes and all other files as well. */
	delete: boolean;
	signal: AbortSignal;
	onProgress: (line: string) => void;
}

/** Stops the playground in `home`. Safe to call when there is none, twice, or after a crash. */
export async function stopPlayground(options: StopOptions): Promise<void> {
	const paths = playgroundPaths(options.home);
	if (!(await isDirectory(paths.home))) {
		return;
	}

	const unlock = await lock(paths.home, {
		signal: options.signal,
		onWait: (pid) =>
			options.onProgress(`waiting for another doklab (process ${pid}) to finish with this playground`),
	});
	try {
		await stopServer(paths, options);
		if (options.delete) {
			options.onProgress('removing objects, volumes and certificates');
			await removeAll(paths);
		}
	} finally {
		await unlock();
		if (options.delete) {
			await run('rmdir', ['--ignore-fail-on-non-empty', paths.home]).catch(() => {});
		}
	}
}

async function stopServer(paths: PlaygroundPaths, {signal, onProgress}: StopOptions): Promise<void> {
	const answered = await ask(paths.control, {command: 'status'}, signal);
	if (answered !== undefined) {
		onProgress('stopping Pods and the API server');
		await ask(paths.control, {command: 'shutdown', graceMs}, signal);
	}

	const state = await readState(paths.state);
	if (!state) {
		return;
	}

	// The connection closes as the server ends; the outermost process follows at once. One that hangs is ended.
	for (let waited = 0; isAlive(state.process); waited += 10) {
		if (waited === 2000) {
			process.kill(state.process.pid, 'SIGKILL');
		}

		if (waited > 5000) {
			throw new EnvironmentError(`process ${state.process.pid} of the playground does not end`, [
				`kill -9 ${state.process.pid}`,
			]);
		}

		await delay(10);
	}
}

/** Files of Pods belong to subordinate ids: only root of the user namespace may remove them. */
async function removeAll(paths: PlaygroundPaths): Promise<void> {
	const {kubeconfig, pki, store, volumes, pods, state, control, log} = paths;
	const userNamespace = await openUserNamespace();
	try {
		const [program, ...args] = [...userNamespace.enter, 'rm', '-rf', '--one-file-system', '--'];
		const files = [kubeconfig, pki, store, volumes, pods, state, control, log, join(paths.home, 'runtime')];
		await run(program, [...args, ...files], {cwd: '/'});
	} finally {
		userNamespace.close();
	}
}

async function isDirectory(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isDirectory();
	} catch {
		return false;
	}
}
