import {readFile, stat} from 'node:fs/promises';
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

/** What there is of the playground in `home`, found out by asking it. */
export async function playgroundState(home: string, signal?: AbortSignal): Promise<PlaygroundState> {
	const paths = playgroundPaths(home);
	const server = await serverState(paths, signal);
	// Whoever has the lock is about to start it, or to end one that hangs.
	if ((server.state === 'hanging' || server.state === 'gone') && (await isLocked(home))) {
		return {state: 'changing', paths};
	}

	if (server.state !== 'gone') {
		return {...server, state: server.state, paths};
	}

	return {state: (await exists(paths.store)) ? 'stopped' : 'absent', paths};
}

/** Asks the server of `paths`; where it does not answer, its process says whether it is there. */
export async function serverState(paths: PlaygroundPaths, signal?: AbortSignal): Promise<ServerState> {
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

	return process && isAlive(process) ? {state: 'hanging', pid: process.pid} : {state: 'gone'};
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
