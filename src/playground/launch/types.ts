/** Files of one playground, all under its home directory. */
export interface PlaygroundPaths {
	home: string;
	/** Kubeconfig of the learner, mode 0600. */
	kubeconfig: string;
	/** CA, server and client certificates. */
	pki: string;
	/** The store's log of objects. */
	store: string;
	/** One directory a PersistentVolume. */
	volumes: string;
	/** Logs, generated files and emptyDir volumes of Pods; lost when a Pod goes. */
	pods: string;
	/** Roots and generated files of containers that run; emptied by each start. */
	runtime: string;
	/** The port and the outermost process; written before the server does anything. */
	state: string;
	/** Unix socket that status and shutdown are asked through. */
	control: string;
	/** The server's own log. */
	log: string;
}

export interface StartOptions {
	home: string;
	/** Undefined: the port of the last start, or a free one. */
	port?: number;
	/** Unix socket of the process that this playground must not outlive; it ends when the connection does. */
	lifeline?: string;
	signal: AbortSignal;
	onProgress: (line: string) => void;
}

export interface PlaygroundState {
	/** `changing`: another doklab starts or stops it; `hanging`: its process is there and gives no answer. */
	state: 'absent' | 'stopped' | 'running' | 'changing' | 'stopping' | 'hanging';
	paths: PlaygroundPaths;
	/** Set when running or stopping. */
	port?: number;
	/** Pid of the outermost process, as this machine sees it; unknown when the state file was lost. */
	pid?: number;
	/** Milliseconds since the epoch. */
	startedAt?: number;
}
