import {readFile, stat} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {ask, NoAnswer, type RunningStatus} from './control.ts';
import {isLocked} from './lock.ts';
import {playgroundPaths} from './paths.ts';
import {isAlive, type ProcessIdentity} from './process-identity.ts';
import type {PlaygroundPaths, PlaygroundState} from './types.ts';

/** What the launcher writes down of what it started. */
export interface StateFile {
	/** The port of the API server, kept for the next start. */
	port: number;
	/** The outermost process. */
	process: ProcessIdentity;
}

/** What there is of the server process, whoever is starting or stopping it. */
export type ServerState = Pick<PlaygroundState, 'port' | 'pid' | 'startedAt'> & {
	state: 'running' | 'stopping' | 'hanging' | 'gone';
};

/** How long a server that is not stopped or swamped may take to answer, in milliseconds. */
const patience = 3000;

/** How long a process that does not listen may take to begin or to end, in milliseconds. */
const settleMs = 1000;

/** What there is of the playground in `home`, found out by asking it. */
export async function playgroundState(home: string, signal?: AbortSignal): Promise<PlaygroundState> {
	const paths = playgroundPaths(home);
	// Whoever has the lock is about to start it, or to end one that hangs.
	const isChanging = await isLocked(home);
	const server = isChanging ? await look(paths, signal) : await serverState(paths, signal);
	if (server.state === 'running' || server.state === 'stopping') {
		return {...server, state: server.state, paths};
	}

	if (isChanging) {
		return {state: 'changing', paths};
	}

	if (server.state === 'hanging') {
		return {...server, state: server.state, paths};
	}

	return {state: (await exists(paths.store)) ? 'stopped' : 'absent', paths};
}

/** Asks the server of `paths`; where it does not answer, its process says whether it is there. */
export async function serverState(paths: PlaygroundPaths, signal?: AbortSignal): Promise<ServerState> {
	const start = performance.now();
	for (;;) {
		const server = await look(paths, signal);
		if (server.state !== 'silent') {
			return {...server, state: server.state};
		}

		// One that is just ending, as its launcher was killed; or its socket was removed.
		if (performance.now() - start > settleMs) {
			return {...server, state: 'hanging'};
		}

		await delay(20, undefined, {signal});
	}
}

/** `silent`: the process is there, and does not even listen. */
async function look(
	paths: PlaygroundPaths,
	signal?: AbortSignal,
): Promise<Omit<ServerState, 'state'> & {state: ServerState['state'] | 'silent'}> {
	const process = (await readState(paths.state))?.process;
	try {
		const answer = await ask(paths.control, {command: 'status'}, {patience, signal});
		if (answer) {
			const {port, startedAt, ending} = JSON.parse(answer) as RunningStatus;
			return {state: ending ? 'stopping' : 'running', port, startedAt, pid: process?.pid};
		}
	} catch (error) {
		if (error instanceof NoAnswer) {
			return {state: 'hanging', pid: process?.pid};
		}

		throw error;
	}

	return process && isAlive(process) ? {state: 'silent', pid: process.pid} : {state: 'gone'};
}

/** The state file, or undefined when there is none or it is damaged. */
export async function readState(path: string): Promise<StateFile | undefined> {
	try {
		const state = JSON.parse(await readFile(path, 'utf8')) as StateFile;
		const {port, process} = state;
		const isWhole = isPort(port) && Number.isInteger(process.pid) && typeof process.startTime === 'string';
		return isWhole ? state : undefined;
	} catch {
		return undefined;
	}
}

function isPort(value: unknown): boolean {
	return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
}
