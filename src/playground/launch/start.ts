import {type ChildProcess, spawn} from 'node:child_process';
import {mkdir, open, readFile, rename, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:net';
import {fileURLToPath} from 'node:url';
import {EnvironmentError} from '../../lib/errors.ts';
import {install} from './packages.ts';
import {lock} from './lock.ts';
import {playgroundPaths} from './paths.ts';
import {identify} from './process-identity.ts';
import {playgroundState, readState, serverState, type StateFile} from './state.ts';
import {stopServer} from './stop.ts';
import type {PlaygroundPaths, PlaygroundState, StartOptions} from './types.ts';
import {nodeNamespaces, openUserNamespace, type UserNamespace} from './user-namespace.ts';

/** What the server process needs to know; sent over IPC together with the listening socket. */
export interface ServerConfig {
	home: string;
	port: number;
	lifeline: string | undefined;
}

/** What the server process says when it is up, or could not come up. */
export type ServerReport = {type: 'hello'} | {type: 'ready'} | ServerFailure;

export interface ServerFailure {
	type: 'failed';
	message: string;
	cure: string[];
	/** Not the machine's fault. */
	isBug: boolean;
}

/**
 * Starts the playground in `home` and returns when its API answers; does nothing when it runs. The server is
 * a process of its own that outlives this one. Throws EnvironmentError with what the machine lacks.
 */
export async function startPlayground(options: StartOptions): Promise<PlaygroundState> {
	const paths = playgroundPaths(options.home);
	await mkdir(paths.home, {recursive: true, mode: 0o700});
	const unlock = await lock(paths.home, {
		signal: options.signal,
		onWait: (pid) =>
			options.onProgress(`waiting for another doklab (process ${pid}) to finish with this playground`),
	});
	try {
		const {state, pid} = await serverState(paths, options.signal);
		if (state === 'hanging') {
			throw new EnvironmentError(
				`the playground${pid === undefined ? '' : ` (process ${pid})`} does not answer`,
				['End it and start it again: doklab down, then doklab up. What it has stored is kept.'],
			);
		}

		if (state === 'stopping') {
			await stopServer(paths, options);
		}

		if (state !== 'running') {
			await start(paths, options);
		}

		return await playgroundState(paths.home);
	} finally {
		await unlock();
	}
}

async function start(paths: PlaygroundPaths, options: StartOptions): Promise<void> {
	const socket = await listen(options.port, (await readState(paths.state))?.port, options.onProgress);
	const port = (socket.address() as {port: number}).port;
	const userNamespace = await openUserNamespace().catch((error: unknown) => {
		socket.close();
		throw error;
	});
	const log = await open(paths.log, 'w', 0o600);
	const server = spawnServer(userNamespace.enter, log.fd);
	try {
		// Before the server has been told what to do, so that whoever comes next can find and end it.
		const process = identify(server.pid ?? 0);
		if (process) {
			await writeState(paths.state, {port, process});
		}

		const config = {home: paths.home, port, lifeline: options.lifeline};
		await handOver(server, socket, config, paths, options.signal);
	} catch (error) {
		server.kill('SIGKILL');
		throw error;
	} finally {
		socket.close();
		userNamespace.close();
		await log.close();
		if (server.connected) {
			server.disconnect();
		}

		server.unref();
	}
}

/** Listens on 127.0.0.1; a port that was only remembered gives way to a free one. */
async function listen(
	asked: number | undefined,
	remembered: number | undefined,
	onProgress: (line: string) => void,
): Promise<Server> {
	try {
		return await tryListen(asked ?? remembered ?? 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EACCES') {
			throw new EnvironmentError(
				`port ${asked} on 127.0.0.1 needs more rights than you have`,
				['Choose one above 1023: doklab up --port 6443'],
				error,
			);
		}

		if (asked !== undefined) {
			throw new EnvironmentError(
				`port ${asked} on 127.0.0.1 is taken by another program`,
				[
					`Find it: ss -ltnp 'sport = :${asked}'`,
					'Or choose another; without --port, doklab finds a free one.',
				],
				error,
			);
		}

		onProgress(
			`port ${remembered} of the last start is taken: another one is used, and written to the kubeconfig`,
		);
		return tryListen(0);
	}
}

function tryListen(port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

/**
 * The server in namespaces of its own, below a shell that is PID 1 there: it reaps orphans, which Node does
 * not, and its end ends everything that runs in the playground.
 */
function spawnServer(enter: UserNamespace['enter'], logFd: number): ChildProcess {
	const reaper = ['sh', '-c', '"$@" & wait $!', 'doklab-playground'];
	const [program, ...args] = [...enter, ...nodeNamespaces, ...reaper, process.execPath, ...serverProgram()];
	return spawn(program, args, {
		stdio: ['ignore', logFd, logFd, 'ipc'],
		detached: true,
		cwd: '/',
	});
}

/** The server's file, beside this one: bundled, or as source. */
function serverProgram(): string[] {
	const file = import.meta.url.endsWith('.ts') ? '../serve.ts' : './playground-server.js';
	// The heap of a teaching cluster is small; a tighter young generation keeps the process small too.
	return [
		'--max-semi-space-size=4',
		'--expose-gc',
		'--disable-warning=ExperimentalWarning',
		fileURLToPath(new URL(file, import.meta.url)),
	];
}

async function handOver(
	server: ChildProcess,
	socket: Server,
	config: ServerConfig,
	paths: PlaygroundPaths,
	signal: AbortSignal,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const onAbort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', onAbort, {once: true});
		server.on('error', (error: NodeJS.ErrnoException) => {
			// Only of the spawn: a message that cannot be sent is told by the exit.
			if (error.code === 'ENOENT') {
				reject(new EnvironmentError('the program nsenter is not installed', [install('nsenter')], error));
			}
		});
		server.once('exit', (code, killedBy) => {
			void endedEarly(paths.log, code, killedBy).then(reject);
		});
		server.on('message', (report: ServerReport) => {
			if (report.type === 'hello') {
				server.send(config, socket);
			} else if (report.type === 'ready') {
				signal.removeEventListener('abort', onAbort);
				server.removeAllListeners('exit');
				resolve();
			} else {
				reject(failure(report, paths.log));
			}
		});
		if (signal.aborted) {
			onAbort();
		}
	});
}

function failure({message, cure, isBug}: ServerFailure, log: string): Error {
	return isBug
		? new Error(`the playground could not start: ${message} (its log: ${log})`)
		: new EnvironmentError(message, cure);
}

async function endedEarly(
	log: string,
	code: number | null,
	signal: NodeJS.Signals | null,
): Promise<EnvironmentError> {
	const text = await readFile(log, 'utf8').catch(() => '');
	const lines = text.trim().split('\n').slice(-5).join('\n');
	return new EnvironmentError(
		`the playground ended while it started (${signal ?? `exit status ${code}`})${lines === '' ? '' : `:\n${lines}`}`,
		['doklab status --platform playground looks at what this machine lacks', `Its log: ${log}`],
	);
}

async function writeState(path: string, state: StateFile): Promise<void> {
	await writeFile(`${path}.tmp`, JSON.stringify(state), {mode: 0o600});
	await rename(`${path}.tmp`, path);
}
