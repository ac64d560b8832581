import {connect} from 'node:net';
import type {Clock} from '../../../lib/clock.ts';
import type {ProbeResult} from './types.ts';

/** Opens a TCP connection: success when it is there within `timeoutMs`. Words are those of Go's dialer. */
export function probeTcp(clock: Clock, host: string, port: number, timeoutMs: number): Promise<ProbeResult> {
	return new Promise((resolve) => {
		const socket = connect({host, port});
		const end = (result: ProbeResult['result'], output: string) => {
			cancelTimeout();
			socket.destroy();
			resolve({result, output});
		};
		const cancelTimeout = clock.after(timeoutMs, () =>
			end('failure', `dial tcp ${host}:${port}: i/o timeout`),
		);
		socket.once('connect', () => end('success', ''));
		socket.once('error', (error: NodeJS.ErrnoException) => end('failure', dialError(host, port, error)));
	});
}

const WORDS: Record<string, string> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection reset by peer',
	EHOSTUNREACH: 'no route to host',
	ENETUNREACH: 'network is unreachable',
};

/** What Go says of a connection that could not be made. */
export function dialError(host: string, port: number, error: NodeJS.ErrnoException): string {
	return `dial tcp ${host}:${port}: connect: ${WORDS[error.code ?? ''] ?? error.message}`;
}
