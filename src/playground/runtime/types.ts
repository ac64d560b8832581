import type {Readable, Writable} from 'node:stream';

/** What an image reference stands for here: programs of the host, with the image's own start-up facts. */
export interface StandIn {
	/** As the Pod asked for it. */
	image: string;
	/** For containerStatuses.imageID, e.g. `playground/postgres@15.18`. */
	imageId: string;
	/** ENTRYPOINT and CMD that command and args replace, as in a container image. */
	entrypoint: string[];
	cmd: string[];
	env: Record<string, string>;
	/** Paths of the host (beside /usr) that the container sees read-only. */
	binds: string[];
	user: {uid: number; gid: number};
	/** The account that the image's /etc/passwd has beside root. */
	account?: {name: string; uid: number; gid: number; home: string};
	workingDir: string;
	/** STOPSIGNAL of the image, e.g. SIGINT for postgres. */
	stopSignal: NodeJS.Signals;
	/** A sentence for an event when the stand-in is not exactly what was asked for. */
	note?: string;
}

/** Maps image references to what the host has. */
export interface ImageCatalog {
	/** Throws ImageUnavailable, whose message names what is missing and what to install. */
	resolve(image: string): Promise<StandIn>;
}

export class ImageUnavailable extends Error {
	override name = 'ImageUnavailable';
}

export interface Mount {
	/** A file or directory of the playground's own. */
	source: string;
	/** Absolute path in the container. */
	target: string;
	readOnly: boolean;
}

export interface SandboxSpec {
	podUid: string;
	namespace: string;
	name: string;
	hostname: string;
	/** Node the Pod runs on: its address range gives the Pod's address. */
	nodeName: string;
	/** resolv.conf of the Pod. */
	dns: {nameservers: string[]; searches: string[]; options: string[]};
	/** Lines of /etc/hosts besides the usual ones; the Pod's own line is added by the runtime with `fqdn`. */
	hosts: Array<{ip: string; hostnames: string[]}>;
	/** `postgres-0.postgres.postgres.svc.cluster.local` when the Pod has a subdomain. */
	fqdn?: string;
}

/** A Pod's network, IPC and UTS namespaces, held by a pause process. */
export interface Sandbox {
	readonly podUid: string;
	/** IPv4 address. */
	readonly ip: string;
	/** Settles when the pause process has ended by itself or by `stop`. */
	readonly exited: Promise<void>;
	/** Starts a process as PID 1 of a new container. Rejects with StartError ("no such file" and the like). */
	startContainer(spec: ContainerSpec): Promise<RunningContainer>;
	/** Ends all that runs in it and gives the address back. Safe to call twice. */
	stop(): Promise<void>;
}

export interface ContainerSpec {
	name: string;
	/** 0 for the first start; part of the log file's name and of the container's id. */
	attempt: number;
	image: StandIn;
	argv: string[];
	env: Record<string, string>;
	workingDir: string;
	user: {uid: number; gid: number; groups: number[]};
	mounts: Mount[];
	readOnlyRoot: boolean;
	/** Receives every line of stdout and stderr, in the CRI log format (`2006-01-02T15:04:05.000000000Z stdout F text`). */
	logFile: string;
	/** Bound at terminationMessagePath; read by the kubelet after the exit. */
	terminationMessage: {file: string; target: string};
}

/** The container could not be started; `reason` is Kubernetes' (StartError, RunContainerError...), exit code 127 or 128. */
export class StartError extends Error {
	override name = 'StartError';
	readonly exitCode: number;

	constructor(message: string, exitCode: number, options?: ErrorOptions) {
		super(message, options);
		this.exitCode = exitCode;
	}
}

/** The container ended before a command could be run in it. */
export class ContainerGone extends Error {
	override name = 'ContainerGone';
}

export interface ContainerExit {
	/** 128 + signal when a signal ended it, as container runtimes report it. */
	exitCode: number;
	oomKilled: boolean;
	/** Milliseconds since the epoch. */
	finishedAt: number;
}

export interface RunningContainer {
	/** `playground://` and 64 hex digits. */
	readonly id: string;
	/** PID of the container's PID 1, seen from the node. */
	readonly pid: number;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	readonly exited: Promise<ContainerExit>;
	/** Sends a signal to PID 1; nothing happens when it has ended. */
	kill(signal: NodeJS.Signals): void;
	/** Runs one more process in the container, as its user, with its environment. Rejects with ContainerGone. */
	exec(argv: string[], options?: ExecOptions): Promise<ExecProcess>;
}

export interface ExecOptions {
	tty?: boolean;
	/** False: stdin is /dev/null. */
	stdin?: boolean;
	/** Size of the terminal. */
	columns?: number;
	rows?: number;
}

export interface ExecProcess {
	readonly stdin: Writable | undefined;
	readonly stdout: Readable;
	/** Absent with a tty. */
	readonly stderr: Readable | undefined;
	readonly exited: Promise<{exitCode: number}>;
	resize(columns: number, rows: number): void;
	kill(): void;
}

export interface Runtime {
	readonly images: ImageCatalog;
	createSandbox(spec: SandboxSpec): Promise<Sandbox>;
	/** Ends every sandbox: each container gets its image's stop signal, and SIGKILL after `graceMs`. */
	close(graceMs: number): Promise<void>;
}
