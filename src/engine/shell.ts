import {type ChildProcessByStdio, spawn} from 'node:child_process';
import type {Readable} from 'node:stream';
import type {Clock} from '../lib/clock.ts';
import {Failure} from './failure.ts';
import type {OnOutput} from './workbench.ts';

export interface ShellOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	clock: Clock;
	signal: AbortSignal;
	onOutput?: OnOutput;
}

export interface ShellResult {
	exitCode: number;
	stdout: string;
	stderr: string;
}

// What kubectl's own default grace period is; a command that has not ended by then will not.
const graceMs = 5000;

/**
 * The command ($1), beside a guard that reads from us on file descriptor 3: it hears nothing but our end, and then ends
 * the process group, so that nothing runs on after a SIGKILL of doklab.
 */
const guarded = [
	'(read -r line <&3; kill -s KILL -- -$$) > /dev/null 2>&1 & guard=$!',
	'sh -c "$1" 3<&-',
	'status=$?',
	'kill $guard 2> /dev/null',
	'exit $status',
].join('\n');

/**
 * Runs a command line in a process group of its own, so that an abort ends all that it started (SIGTERM, then
 * SIGKILL). Rejects with the signal's reason after an abort, with Failure when a program is missing.
 */
export async function runShell(command: string, options: ShellOptions): Promise<ShellResult> {
	options.signal.throwIfAborted();
	const child = spawn('/bin/sh', ['-c', guarded, 'sh', command], {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	}) as ChildProcessByStdio<null, Readable, Readable>;
	const output = {stdout: '', stderr: ''};
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].setEncoding('utf8');
		child[stream].on('data', (text: string) => {
			output[stream] += text;
			options.onOutput?.(stream, text);
		});
	}

	let cancelKill: (() => void) | undefined;
	const onAbort = () => {
		signalGroup(child.pid, 'SIGTERM');
		cancelKill = options.clock.after(graceMs, () => signalGroup(child.pid, 'SIGKILL'));
	};
	options.signal.addEventListener('abort', onAbort, {once: true});
	try {
		const exitCode = await new Promise<number>((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
		});
		options.signal.throwIfAborted();
		if (exitCode === 127) {
			throw missingProgram(command, output.stderr);
		}

		return {exitCode, ...output};
	} finally {
		cancelKill?.();
		options.signal.removeEventListener('abort', onAbort);
	}
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	try {
		if (pid !== undefined) {
			process.kill(-pid, signal);
		}
	} catch {
		// It has ended by itself.
	}
}

/** Shells say `sh: 1: kind: not found`, `sh: kind: command not found` or `env: 'kind': No such file or directory`. */
function missingProgram(command: string, stderr: string): Failure {
	const found = /([\w./+-]+)['’]?: (?:command not found|not found|No such file or directory)/.exec(
		stderr,
	)?.[1];
	const words = command.trim().split(/\s+/);
	const program = found ?? words.find((word) => word !== '!' && !word.includes('=')) ?? command;
	return new Failure(`The program ${program} is not installed, or not on the PATH.`, 'environment');
}
