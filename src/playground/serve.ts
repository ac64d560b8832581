// The playground's own process: it is started by launch/start.ts as root of a user namespace, in namespaces
// of its own, and gets its configuration and listening socket over IPC.
import {writeSync} from 'node:fs';
import type {Server} from 'node:net';
import {DoklabError, systemErrorAsEnvironment} from '../lib/errors.ts';
import {playgroundPaths} from './launch/paths.ts';
import type {ServerConfig, ServerFailure, ServerReport} from './launch/start.ts';
import {startServer} from './server.ts';

/**
 * V8 sees its own heap alone, which stays small, and so for hours would not free what sockets and processes that are
 * long gone hold outside of it.
 */
const collectGarbageMs = 30_000;
setInterval(() => void globalThis.gc?.({type: 'major', execution: 'async'}), collectGarbageMs).unref();

let isUp = false;

process.once('message', (config: ServerConfig, socket: Server) => {
	startServer(config, socket, {
		machine: {path: process.env['PATH'] ?? ''},
		// eslint-disable-next-line unicorn/no-process-exit -- nothing else is left to do, and timers may be pending.
		exit: (code) => process.exit(code),
		log,
	}).then(
		() => {
			isUp = true;
			report({type: 'ready'});
		},
		(error: Error) => {
			log(error.stack ?? error.message);
			// eslint-disable-next-line unicorn/no-process-exit
			process.send?.(failure(error, config.home), () => process.exit(1));
		},
	);
});

// The launcher goes when we are up. One that goes before has been killed: nobody would know of us.
process.on('disconnect', () => {
	if (!isUp) {
		// eslint-disable-next-line unicorn/no-process-exit
		process.exit(1);
	}
});
report({type: 'hello'});

function report(message: ServerReport): void {
	if (process.connected) {
		process.send?.(message);
	}
}

function failure(error: Error, home: string): ServerFailure {
	// What the store says of a full disk is meant for clients; its cause is the system's own word.
	const known = error instanceof DoklabError ? error : systemErrorAsEnvironment(error.cause ?? error);
	if (known) {
		return {type: 'failed', message: known.message, cure: known.cure, isBug: false};
	}

	const {log: logFile} = playgroundPaths(home);
	return {
		type: 'failed',
		message: error.message,
		cure: [
			`Its log: ${logFile}`,
			'Where a file is damaged, start over with an empty cluster: doklab down --delete',
		],
		// What the system refused is the machine's, whatever it was.
		isBug: !('syscall' in error),
	};
}

/** Standard error is a file: on a full disk a line of the log is lost, and nothing else. */
function log(line: string): void {
	try {
		writeSync(2, `${new Date().toISOString()} ${line}\n`);
	} catch {
		// Nowhere to say it.
	}
}
