import {chmod, open, rm} from 'node:fs/promises';
import {connect, createServer, type Server} from 'node:net';
import {basename, dirname} from 'node:path';

/** What the running playground is asked through its socket. */
export type Request = {command: 'status'} | {command: 'shutdown'; graceMs: number};

export interface RunningStatus {
	port: number;
	/** Milliseconds since the epoch. */
	startedAt: number;
	/** Told to end, and about to. */
	ending: boolean;
}

export interface AskOptions {
	/** Milliseconds to wait for the answer. */
	patience: number;
	signal?: AbortSignal;
}

/** Somebody listens, but gave no answer in time. */
export class NoAnswer extends Error {
	override name = 'NoAnswer';
}

/**
 * Serves requests on a Unix socket, one JSON line each way. `shutdown` is answered by the end of the
 * connection, when the process has ended.
 */
export async function serveControl(
	path: string,
	handle: {status: () => RunningStatus; shutdown: (graceMs: number) => void},
): Promise<Server> {
	await rm(path, {force: true});
	const server = createServer((socket) => {
		socket.setEncoding('utf8');
		socket.on('error', () => {});
		socket.once('data', (data: string) => {
			const request = parse(data);
			if (request?.command === 'status') {
				socket.end(`${JSON.stringify(handle.status())}\n`);
			} else if (request?.command === 'shutdown') {
				handle.shutdown(request.graceMs);
			} else {
				socket.destroy();
			}
		});
	});
	await withShortPath(path, async (short) => {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(short, () => resolve());
		});
	});
	await chmod(path, 0o600);
	return server;
}

/**
 * Asks the playground behind `path`; undefined when nobody listens there. Throws NoAnswer when somebody does
 * and says nothing, and the signal's reason when it is aborted.
 */
export async function ask(path: string, request: Request, options: AskOptions): Promise<string | undefined> {
	try {
		return await withShortPath(path, (short) => exchange(short, request, options));
	} catch (error) {
		// No such directory, or not ours to read.
		if (typeof (error as NodeJS.ErrnoException).code === 'string') {
			return undefined;
		}

		throw error;
	}
}

function exchange(
	path: string,
	request: Request,
	{patience, signal}: AskOptions,
): Promise<string | undefined> {
	return new Promise((resolve, reject) => {
		let text = '';
		let connected = false;
		const socket = connect(path);
		const giveUp = (reason: Error) => {
			socket.destroy();
			reject(reason);
		};
		const onAbort = () => giveUp(signal?.reason as Error);
		signal?.addEventListener('abort', onAbort, {once: true});
		const timer = setTimeout(() => giveUp(new NoAnswer(`no answer within ${patience} ms`)), patience);
		socket.setEncoding('utf8');
		socket.on('connect', () => {
			connected = true;
			socket.write(`${JSON.stringify(request)}\n`);
		});
		socket.on('data', (data: string) => {
			text += data;
		});
		socket.on('error', () => {});
		socket.on('close', () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', onAbort);
			resolve(connected ? text : undefined);
		});
		if (signal?.aborted) {
			onAbort();
		}
	});
}

/** A socket's path has 107 bytes at most (sun_path of unix(7)), its directory may be deeper: it is gone to by number. */
async function withShortPath<Result>(path: string, use: (short: string) => Promise<Result>): Promise<Result> {
	const directory = await open(dirname(path), 'r');
	try {
		return await use(`/proc/self/fd/${directory.fd}/${basename(path)}`);
	} finally {
		await directory.close();
	}
}

function parse(line: string): Request | undefined {
	try {
		return JSON.parse(line) as Request;
	} catch {
		return undefined;
	}
}
