import {readFile, stat} from 'node:fs/promises';
import {ask, type RunningStatus} from './control.ts';
import {isLocked} from './lock.ts';
import {playgroundPaths} from './paths.ts';
import type {ProcessIdentity} from './process-identity.ts';
import type {PlaygroundState} from './types.ts';

/** What the launcher writes down of what it started. */
export interface StateFile {
	/** The port of the API server, kept for the next start. */
	port: number;
	/** The outermost process. */
	process: ProcessIdentity;
}

/** What there is of the playground in `home`, found out by asking it. */
export async function playgroundState(home: string): Promise<PlaygroundState> {
	const paths = playgroundPaths(home);
	const answer = await ask(paths.control, {command: 'status'});
	const file = await readState(paths.state);
	if (answer) {
		const {port, startedAt} = JSON.parse(answer) as RunningStatus;
		return {state: 'running', paths, port, startedAt, pid: file?.process.pid};
	}

	if (await isLocked(home)) {
		return {state: 'starting', paths};
	}

	return {state: (await exists(paths.store)) ? 'stopped' : 'absent', paths};
}

/** The state file, or undefined when there is none or it cannot be read. */
export async function readState(path: string): Promise<StateFile | undefined> {
	try {
		return JSON.parse(await readFile(path, 'utf8')) as StateFile;
	} catch {
		return undefined;
	}
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
}
