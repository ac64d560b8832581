#!/usr/bin/env node
import * as nodeModule from 'node:module';
import {homedir} from 'node:os';
import {fileURLToPath} from 'node:url';

// Plain enough for an old Node to get as far as this sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
	process.stderr.write(
		`doklab needs Node.js 22.19 or newer; this is ${process.versions.node}.\n` +
			'Install a newer one (https://nodejs.org), or run it from its repository with: npm ci && npm start\n',
	);
	process.exit(3);
}

nodeModule.enableCompileCache();

const {Interruption} = await import('./lib/errors.ts');
const interrupt = new AbortController();
// The newest counts: what takes Ctrl-C itself (a workshop cancels what runs) before it ends the program.
const interruptHandlers = new Set<() => void>();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(name, () => {
		const handler = [...interruptHandlers].at(-1);
		if (name === 'SIGINT' && handler !== undefined && !interrupt.signal.aborted) {
			handler();
			return;
		}

		// The second one does not wait for the clean-up: whatever this process holds ends with it.
		if (interrupt.signal.aborted) {
			process.exit(new Interruption(name).exitCode);
		}

		interrupt.abort(new Interruption(name));
	});
}

// The reader has gone (doklab verify | head): stop as on Ctrl-C.
process.stdout.on('error', () => interrupt.abort(new Interruption('SIGTERM')));
process.stderr.on('error', () => undefined);

// Node would end with 1, which means a failed lesson.
process.on('uncaughtException', (error) => {
	process.stderr.write(
		`${process.env.DOKLAB_DEBUG ? error.stack : error.message}\nThis is a bug in doklab.\n`,
	);
	process.exit(4);
});

const {main} = await import('./cli/main.ts');
const exitCode = await main({
	argv: process.argv.slice(2),
	env: process.env,
	stdout: process.stdout,
	stderr: process.stderr,
	stdin: process.stdin,
	signal: interrupt.signal,
	onInterrupt(handler) {
		interruptHandlers.add(handler);
		return () => void interruptHandlers.delete(handler);
	},
	root: fileURLToPath(new URL('..', import.meta.url)),
	self: [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url)],
	cwd: process.cwd(),
	home: homedir(),
	uid: process.getuid?.(),
});
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(exitCode);
