import type {PlatformName} from '../lesson/types.ts';

/** Something about the machine that a platform needs, and whether it is there. */
export interface Finding {
	id: string;
	/** `warning`: works, but not as well. */
	state: 'ok' | 'warning' | 'missing';
	/** What was found. */
	message: string;
	/** Why it matters. */
	why: string;
	/** The command or the step that mends it, for this system. */
	cure: string | undefined;
}

export interface ClusterStatus {
	state: 'absent' | 'stopped' | 'running' | 'broken';
	/** One line: what it is, where, or what is wrong with it. */
	message: string;
	nodes: Array<{name: string; ready: boolean}>;
}

export interface UpOptions {
	signal: AbortSignal;
	/** One line a step. */
	onProgress: (line: string) => void;
	/** Port of the API server on 127.0.0.1; undefined: the one used before, or a free one. */
	port?: number;
}

/**
 * Where a cluster comes from. At most eight methods; everything above talks to the cluster through the
 * kubeconfig alone. A platform that cannot do what is asked throws EnvironmentError.
 */
export interface Platform {
	readonly name: PlatformName;
	/** Path of the kubeconfig; the file is there once the cluster is up. */
	readonly kubeconfig: string;
	/** What this machine has and lacks for it. */
	inspect(signal: AbortSignal): Promise<Finding[]>;
	/** Creates or starts the cluster; returns when its API answers. Does nothing when it is up. */
	up(options: UpOptions): Promise<void>;
	/** Stops it; with `delete`, removes all of it. Safe to call twice. */
	down(options: {delete: boolean; signal: AbortSignal; onProgress: (line: string) => void}): Promise<void>;
	status(signal: AbortSignal): Promise<ClusterStatus>;
	/** Versions of what it is made of. */
	versions(signal: AbortSignal): Promise<Record<string, string>>;
}
