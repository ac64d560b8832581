import {randomBytes} from 'node:crypto';
import {appendFileSync} from 'node:fs';
import {constants} from 'node:os';
import {Readable} from 'node:stream';
import type {Clock} from '../../../src/lib/clock.ts';
import {
	type ContainerExit,
	type ContainerSpec,
	type ExecProcess,
	ImageUnavailable,
	type RunningContainer,
	type Runtime,
	type SandboxSpec,
	type StandIn,
} from '../../../src/playground/runtime/types.ts';

/** What a command run in a container does; `undefined` for the exit code: it never ends. */
export interface ExecResult {
	exitCode: number | undefined;
	stdout?: string;
	stderr?: string;
}

/** A container whose end and whose commands a test decides. */
export class FakeContainer implements RunningContainer {
	readonly id = `playground://${randomBytes(32).toString('hex')}`;
	readonly pid = 1;
	readonly startedAt: number;
	readonly spec: ContainerSpec;
	readonly exited: Promise<ContainerExit>;
	readonly signals: string[] = [];
	running = true;
	/** The signals that end it, with the exit code; SIGKILL always does. */
	exitsOn: Record<string, number> = {SIGTERM: 0, SIGINT: 0};
	readonly #runtime: FakeRuntime;
	#end: (exit: ContainerExit) => void = () => {};

	constructor(runtime: FakeRuntime, spec: ContainerSpec) {
		this.#runtime = runtime;
		this.spec = spec;
		this.startedAt = runtime.clock.now();
		this.exited = new Promise((resolve) => {
			this.#end = resolve;
		});
	}

	print(text: string): void {
		const time = new Date(this.#runtime.clock.now()).toISOString().replace('Z', '000000Z');
		appendFileSync(this.spec.logFile, `${time} stdout F ${text}\n`);
	}

	exit(exitCode: number): void {
		this.running = false;
		this.#end({exitCode, oomKilled: false, finishedAt: this.#runtime.clock.now()});
	}

	kill(signal: NodeJS.Signals): void {
		if (!this.running) {
			return;
		}

		this.signals.push(signal);
		const exitCode = signal === 'SIGKILL' ? 128 + constants.signals.SIGKILL : this.exitsOn[signal];
		if (exitCode !== undefined) {
			this.exit(exitCode);
		}
	}

	async exec(argv: string[]): Promise<ExecProcess> {
		this.#runtime.execs.push([this.spec.name, ...argv]);
		const {exitCode, stdout = '', stderr = ''} = this.#runtime.onExec(this, argv);
		let kill = () => {};
		const exited = new Promise<{exitCode: number}>((resolve) => {
			kill = () => resolve({exitCode: 137});
			if (exitCode !== undefined) {
				resolve({exitCode});
			}
		});
		return {
			stdin: undefined,
			stdout: Readable.from([Buffer.from(stdout)]),
			stderr: Readable.from([Buffer.from(stderr)]),
			exited,
			resize() {},
			kill,
		};
	}
}

/** A runtime without processes: containers run until a test, or their script, ends them. */
export class FakeRuntime implements Runtime {
	readonly clock: Clock;
	/** Every container that was started, in order. */
	readonly started: FakeContainer[] = [];
	readonly sandboxes: Array<SandboxSpec & {ip: string; end: () => void; stopped: boolean}> = [];
	readonly execs: string[][] = [];
	/** What is known; anything else cannot be pulled. */
	readonly standIns: Record<string, Partial<StandIn>> = {'busybox:1.36.1': {}};
	/** Called with each container that is starting; may throw StartError. */
	onStart: (container: FakeContainer) => void = () => {};
	onExec: (container: FakeContainer, argv: string[]) => ExecResult = () => ({exitCode: 0});
	/** Address of every Pod; tcp and http probes go there. */
	ip = '10.244.1.2';

	constructor(clock: Clock) {
		this.clock = clock;
	}

	readonly images = {
		resolve: async (image: string): Promise<StandIn> => {
			const known = this.standIns[image];
			if (!known) {
				throw new ImageUnavailable(`nothing here stands in for ${image}`);
			}

			return {
				image,
				imageId: `playground/${image}`,
				entrypoint: [],
				cmd: ['sh'],
				env: {PATH: '/bin'},
				binds: [],
				user: {uid: 0, gid: 0},
				workingDir: '/',
				stopSignal: 'SIGTERM',
				...known,
			};
		},
	};

	async createSandbox(spec: SandboxSpec) {
		let end = () => {};
		const exited = new Promise<void>((resolve) => {
			end = resolve;
		});
		const record = {...spec, ip: this.ip, end, stopped: false};
		this.sandboxes.push(record);
		return {
			podUid: spec.podUid,
			ip: this.ip,
			exited,
			startContainer: async (containerSpec: ContainerSpec) => {
				const container = new FakeContainer(this, containerSpec);
				this.onStart(container);
				this.started.push(container);
				return container;
			},
			stop: async () => {
				record.stopped = true;
				end();
			},
		};
	}

	async close(): Promise<void> {}

	/** The newest start of a container; throws when there is none. */
	latest(name: string): FakeContainer {
		const found = this.started.findLast(({spec}) => spec.name === name);
		if (!found) {
			throw new Error(`container ${name} has not been started`);
		}

		return found;
	}
}
