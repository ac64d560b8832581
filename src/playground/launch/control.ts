import {connect, createServer, type Server} from 'node:net';
import {chmod, rm} from 'node:fs/promises';

/** What the running playground is asked through its socket. */
export type Request = {command: 'status'} | {command: 'shutdown'; graceMs: number};

export interface RunningStatus {
	port: number;
	/** Milliseconds since the epoch. */
	startedAt: number;
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
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(path, () => resolve());
	});
	await chmod(path, 0o600);
	return server;
}

/** Asks the playground behind `path`; undefined when nobody answers there. Rejects only when aborted. */
export function ask(path: string, request: Request, signal?: AbortSignal): Promise<string | undefined> {
	return new Promise((resolve, reject) => {
		let text = '';
		const socket = connect(path);
		const onAbort = () => {
			socket.destroy();
			reject(signal?.reason as Error);
		};
		signal?.addEventListener('abort', onAbort, {once: true});
		let connected = false;
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
			signal?.removeEventListener('abort', onAbort);
			resolve(connected ? text : undefined);
		});
	});
}

function parse(line: string): Request | undefined {
	try {
		return JSON.parse(line) as Request;
	} catch {
		return undefined;
	}
}
