import {connect, createServer} from 'node:net';
import type {Socket} from 'node:net';
import {rm} from 'node:fs/promises';
import {EnvironmentError} from './errors.ts';

/** A unix socket that exists as long as its process: whoever connects learns of that process's end, however it comes. */
export interface Lifeline {
	path: string;
	/** Lets go of everyone connected and removes the socket. */
	close(): Promise<void>;
}

// The smaller of Linux' 108 and macOS' 104 bytes of sun_path, less its closing zero.
const longestPath = 103;

/**
 * Listens on `path`, a file that must not exist yet. The kernel closes the connections with the process, also after
 * SIGKILL, so there is no pid to mistake for another's.
 * @throws EnvironmentError when the path is too long for a socket.
 */
export async function openLifeline(path: string): Promise<Lifeline> {
	if (Buffer.byteLength(path) > longestPath) {
		throw new EnvironmentError(
			`The path ${path} is too long for a unix socket (${longestPath} bytes at most).`,
			['Set DOKLAB_HOME to a directory with a shorter path.'],
		);
	}

	const held = new Set<Socket>();
	const server = createServer((socket) => {
		held.add(socket);
		socket.on('close', () => held.delete(socket));
		socket.on('error', () => socket.destroy());
		socket.resume();
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(path, resolve);
	});

	return {
		path,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of held) {
				socket.destroy();
			}

			await closed;
			await rm(path, {force: true});
		},
	};
}

/** Whether the process that opened the lifeline at `path` still runs. */
export function isLifelineHeld(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(path);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
