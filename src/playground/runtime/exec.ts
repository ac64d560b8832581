import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import {PassThrough, pipeline, type Readable} from 'node:stream';
import {asUser, scriptEnvironment, withEnvironment} from './container-script.ts';
import {childrenOf, openFile, signalProcess} from './processes.ts';
import {quoteAll} from './shell.ts';
import {ContainerGone, type ContainerSpec, type ExecOptions, type ExecProcess} from './types.ts';

/** Says on file descriptor 3 that the container's namespaces are entered, and goes on with the command. */
const announce = ['sh', '-c', 'echo >&3; exec 3>&-; exec "$@"', 'exec'];

/**
 * Runs `argv` in the container whose PID 1 is `pid`, as the container's user, with its environment. With
 * `tty`, script(1) inside the container gives it a pseudo-terminal of the container's own /dev/pts. Throws
 * ContainerGone when it has ended meanwhile.
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
		[
			`--target=${pid}`,
			'--mount',
			'--pid',
			'--net',
			'--ipc',
			'--uts',
			'--',
			...announce,
			...asUser(spec),
			...command,
		],
		{
			stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
			env: scriptEnvironment,
			detached: true,
		},
	);
	const exited = exitOf(child);
	const [stdout, stderr] = [kept(child.stdout), kept(child.stderr)];
	await entered(child);
	child.stdin?.on('error', () => {});
	return {
		stdin: child.stdin ?? undefined,
		stdout,
		stderr: options.tty ? undefined : stderr,
		exited,
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

/** Node throws away what nobody has begun to read when a child exits, and a short command does so before anybody can. */
function kept(output: Readable | null): Readable {
	const buffer = new PassThrough();
	pipeline(output ?? [], buffer, () => {});
	return buffer;
}

function entered(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		const announcement = child.stdio[3] as Readable;
		announcement.once('data', () => {
			announcement.destroy();
			resolve();
		});
		child.once('error', reject);
		// Not the exit, which may be told before what a short command said. nsenter's own words are nobody's business.
		announcement.once('close', () => reject(new ContainerGone('the container has ended')));
	});
}

function exitOf(child: ChildProcess): Promise<{exitCode: number}> {
	return new Promise((resolve) => {
		child.once('exit', (code, signal) => {
			resolve({exitCode: signal === null ? (code ?? 255) : 128 + constants.signals[signal]});
		});
	});
}
