import type {Output} from '../lib/output.ts';

/** What the process gives a command; bin.ts alone reads the globals. */
export interface Invocation {
	/** Without node and the program. */
	argv: string[];
	env: NodeJS.ProcessEnv;
	stdout: Output;
	stderr: Output;
	/** What a person types; undefined: nobody is there. */
	stdin?: NodeJS.ReadStream;
	/** Aborted with an Interruption on Ctrl-C and on kill. */
	signal: AbortSignal;
	/** While `handler` is set, Ctrl-C calls it and does not abort `signal`; returns how to take it back. */
	onInterrupt?: (handler: () => void) => () => void;
	/** Directory that holds lessons/ and manifests/. */
	root: string;
	/** What starts this same program again: node, its flags, the file. */
	self: string[];
	cwd: string;
	/** The user's home directory. */
	home: string;
	/** Undefined where the system has none. */
	uid: number | undefined;
}
