import {type ChildProcess, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdir, rm, stat} from 'node:fs/promises';
import {constants} from 'node:os';
import {dirname, join} from 'node:path';
import type {Readable} from 'node:stream';
import {containerScript, type PreparedMount, scriptEnvironment} from './container-script.ts';
import {writeEtcFiles} from './etc-files.ts';
import {execInContainer} from './exec.ts';
import {writeLog} from './log-writer.ts';
import {childrenOf, signalProcess} from './processes.ts';
import {
	type ContainerExit,
	type ContainerSpec,
	type RunningContainer,
	type SandboxSpec,
	StartError,
} from './types.ts';

const newNamespaces = ['unshare', '--pid', '--mount', '--propagation=private', '--'];

/**
 * Waits for PID 1, its child, and ends with its exit code. unshare --fork would do, but version 2.38 loses the
 * signal that ended its child. The shell's own words about a signal stay out of the container's log.
 */
const waiter = ['sh', '-c', 'exec 4>&2 2>/dev/null; (exec sh -c "$1" 2>&4 4>&-); exit $?', 'container'];

export interface Surroundings {
	sandbox: SandboxSpec;
	ip: string;
	/** The pause process, whose network, IPC and UTS namespaces the container joins. */
	pausePid: number;
	/** Where the container's root and generated files go. */
	directory: string;
}

/**
 * Starts a container: new PID and mount namespaces beside the Pod's own, the image's stand-in as root file
 * system, `spec.argv` as PID 1. Resolves when the program is about to run. Throws StartError when it can't.
 */
export async function startContainer(spec: ContainerSpec, around: Surroundings): Promise<RunningContainer> {
	const directory = join(around.directory, `${spec.name}-${spec.attempt}`);
	const root = join(directory, 'root');
	const etc = join(directory, 'etc');
	await Promise.all([
		mkdir(root, {recursive: true}),
		mkdir(dirname(spec.logFile), {recursive: true}),
		writeEtcFiles(etc, around.sandbox, around.ip, spec.image, spec.user),
	]);
	const mounts = await prepareMounts([
		...spec.mounts,
		{source: spec.terminationMessage.file, target: spec.terminationMessage.target, readOnly: false},
	]);
	const child = spawn(
		'nsenter',
		[
			`--target=${around.pausePid}`,
			'--net',
			'--ipc',
			'--uts',
			'--',
			...newNamespaces,
			...waiter,
			containerScript(spec, {root, etc}, mounts),
		],
		{stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: scriptEnvironment, detached: true},
	);
	const logged = writeLog(spec.logFile, child.stdout as Readable, child.stderr as Readable);
	const ended = exitOf(child);
	const verdict = await firstLine(child.stdio[3] as Readable);
	if (verdict !== 'ok') {
		const {exitCode} = await ended;
		await logged;
		await rm(directory, {recursive: true, force: true});
		throw startError(verdict, exitCode);
	}

	// A program that is over already has no pid any more: 0 stands for that.
	const pid = childrenOf(child.pid ?? 0)[0] ?? 0;
	const exited = ended.then(async (exit): Promise<ContainerExit> => {
		await logged;
		await rm(directory, {recursive: true, force: true});
		return exit;
	});
	return {
		id: `playground://${randomBytes(32).toString('hex')}`,
		pid,
		startedAt: Date.now(),
		exited,
		kill: (signal) => void signalProcess(pid, signal),
		exec: (argv, options) => execInContainer(pid, spec, argv, options ?? {}),
	};
}

async function prepareMounts(mounts: ContainerSpec['mounts']): Promise<PreparedMount[]> {
	const prepared = await Promise.all(
		mounts.map(async (mount) => {
			try {
				return {...mount, directory: (await stat(mount.source)).isDirectory()};
			} catch (error) {
				throw new StartError(
					`error mounting ${JSON.stringify(mount.source)} to ${JSON.stringify(mount.target)}: ${(error as Error).message}`,
					128,
					{cause: error},
				);
			}
		}),
	);
	// A mount below another must come after it.
	return prepared.toSorted((a, b) => a.target.split('/').length - b.target.split('/').length);
}

function exitOf(child: ChildProcess): Promise<ContainerExit> {
	return new Promise((resolve) => {
		// The waiting shell says 128 + signal; a signal of its own is what ended it from outside.
		const end = (code: number | null, signal: NodeJS.Signals | null) => {
			const exitCode = signal === null ? (code ?? 255) : 128 + constants.signals[signal];
			resolve({exitCode, oomKilled: false, finishedAt: Date.now()});
		};
		child.once('exit', end);
		child.once('error', () => end(127, null));
	});
}

async function firstLine(stream: Readable): Promise<string> {
	let text = '';
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			text += chunk.toString();
			if (text.includes('\n')) {
				break;
			}
		}
	} catch {
		// Closed with nothing said: the caller reports the exit.
	}

	return text.split('\n')[0] ?? '';
}

function startError(verdict: string, exitCode: number): StartError {
	if (verdict !== '') {
		// The words of runc, which containerd and the kubelet pass on.
		return new StartError(
			`failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${verdict}`,
			128,
		);
	}

	return new StartError(
		`the container's root file system could not be made (exit status ${exitCode}); its log says why`,
		128,
	);
}
