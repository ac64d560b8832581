// The playground's own process: it is started by launch/start.ts as root of a user namespace, in namespaces
// of its own, and gets its configuration and listening socket over IPC.
import type {Server} from 'node:net';
import {DoklabError} from '../lib/errors.ts';
import type {ServerConfig, ServerReport} from './launch/start.ts';
import {startServer} from './server.ts';

process.once('message', (config: ServerConfig, socket: Server) => {
	startServer(config, socket, {
		machine: {path: process.env['PATH'] ?? ''},
		// eslint-disable-next-line unicorn/no-process-exit -- nothing else is left to do, and timers may be pending.
		exit: (code) => process.exit(code),
		log: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
	}).then(
		() => report({type: 'ready'}),
		(error: unknown) => {
			const cure = error instanceof DoklabError ? error.cure : [];
			const failure: ServerReport = {type: 'failed', message: (error as Error).message, cure};
			// eslint-disable-next-line unicorn/no-process-exit
			process.send?.(failure, () => process.exit(1));
		},
	);
});

// The launcher goes when we are up; without it there is nobody to send to, and no reason to end.
process.on('disconnect', () => {});
report({type: 'hello'});

function report(message: ServerReport): void {
	if (process.connected) {
		process.send?.(message);
	}
}
