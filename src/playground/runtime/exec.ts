import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {Readable} from 'node:stream';
import {asUser, scriptEnvironment, withEnvironment} from './container-script.ts';
import {childrenOf, openFile, signalProcess} from './processes.ts';
import {quoteAll} from './shell.ts';
import type {ContainerSpec, ExecOptions, ExecProcess} from './types.ts';

/**
 * Runs `argv` in the container whose PID 1 is `pid`, as the container's user, with its environment. With
 * `tty`, script(1) inside the container gives it a pseudo-terminal of the container's own /dev/pts.
 */
export async function execInContainer(
	pid: number,
	spec: ContainerSpec,
	argv: readonly string[],
	options: ExecOptions,
): Promise<ExecProcess> {
	const env = options.tty ? {TERM: 'xterm', ...spec.env} : spec.env;
	const command = withEnvironment(options.tty ? inTerminal(argv, options) : argv, env, spec.workingDir);
	const child = spawn(
		'nsenter',
		[`--target=${pid}`, '--mount', '--pid', '--net', '--ipc', '--uts', '--', ...asUser(spec), ...command],
		{stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'], env: scriptEnvironment, detached: true},
	);
	await started(child);
	child.stdin?.on('error', () => {});
	return {
		stdin: child.stdin ?? undefined,
		stdout: child.stdout as Readable,
		stderr: options.tty ? undefined : (child.stderr as Readable),
		exited: exitOf(child),
		resize: (columns, rows) => resize(pid, child.pid ?? 0, columns, rows),
		// Its group, so that what it started itself ends too; the pid namespace does not end with it.
		kill: () => void signalProcess(-(child.pid ?? 0), 'SIGKILL'),
	};
}

function inTerminal(argv: readonly string[], {columns, rows}: ExecOptions): string[] {
	const size = columns && rows ? `stty cols ${columns} rows ${rows}; ` : '';
	return ['script', '-qefc', `${size}exec ${quoteAll(argv)}`, '/dev/null'];
}

/** Sets the size of the terminal that script(1) made; the kernel then tells the program (SIGWINCH). */
function resize(pid: number, nsenterPid: number, columns: number, rows: number): void {
	const [script] = childrenOf(nsenterPid);
	const [program] = script === undefined ? [] : childrenOf(script);
	const terminal = program === undefined ? undefined : openFile(program, 0);
	if (terminal?.startsWith('/dev/pts/')) {
		spawn(
			'nsenter',
			[`--target=${pid}`, '--mount', '--', 'stty', '-F', terminal, 'cols', `${columns}`, 'rows', `${rows}`],
			{
				stdio: 'ignore',
				env: scriptEnvironment,
			},
		).on('error', () => {});
	}
}

function started(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', reject);
	});
}

function exitOf(child: ChildProcess): Promise<{exitCode: number}> {
	return new Promise((resolve) => {
		child.once('exit', (code, signal) => {
			resolve({exitCode: signal === null ? (code ?? 255) : 128 + constants.signals[signal]});
		});
	});
}
