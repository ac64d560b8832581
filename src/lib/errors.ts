// The errors that end a command; each kind has its exit code (see exit-codes in the README).

/** An error for people: what failed, and what to do next. */
export class DoklabError extends Error {
	override name = 'DoklabError';
	readonly exitCode: number;
	/** What to do next, a sentence or a command a line. */
	readonly cure: string[];

	constructor(message: string, options: {exitCode: number; cure?: string[]; cause?: unknown}) {
		super(message, {cause: options.cause});
		this.exitCode = options.exitCode;
		this.cure = options.cure ?? [];
	}
}

/** Wrong usage or an invalid lesson file: exit code 2. */
export class UsageError extends DoklabError {
	override name = 'UsageError';

	constructor(message: string, cure: string[] = [], cause?: unknown) {
		super(message, {exitCode: 2, cure, cause});
	}
}

/** The machine cannot do it (a missing program, a port taken, a full disk): exit code 3. */
export class EnvironmentError extends DoklabError {
	override name = 'EnvironmentError';

	constructor(message: string, cure: string[] = [], cause?: unknown) {
		super(message, {exitCode: 3, cure, cause});
	}
}

/** Somebody asked for the end (Ctrl-C, kill): not a failure, and no stack. Exit code 128 + the signal's number. */
export class Interruption extends DoklabError {
	override name = 'Interruption';

	constructor(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') {
		super('Interrupted.', {exitCode: 128 + {SIGHUP: 1, SIGINT: 2, SIGTERM: 15}[signal]});
	}
}

// errno names of node:os that mean the machine, not doklab.
const systemErrors: Record<string, {what: string; cure: string}> = {
	ENOSPC: {
		what: 'The disk is full',
		cure: 'Free some space, or set DOKLAB_HOME to a directory on another disk.',
	},
	EDQUOT: {
		what: 'The disk quota is used up',
		cure: 'Free some space, or set DOKLAB_HOME to a directory on another disk.',
	},
	EACCES: {
		what: 'Permission denied',
		cure: 'Give yourself the permission, or set DOKLAB_HOME to a directory of your own.',
	},
	EPERM: {
		what: 'Operation not permitted',
		cure: 'Give yourself the permission, or set DOKLAB_HOME to a directory of your own.',
	},
	EROFS: {
		what: 'The file system is read-only',
		cure: 'Set DOKLAB_HOME to a directory that can be written to.',
	},
	EMFILE: {what: 'Too many open files', cure: 'Raise the limit: ulimit -n 4096'},
	ENFILE: {what: 'Too many open files on this machine', cure: 'End some programs and try again.'},
	EADDRINUSE: {
		what: 'The port is taken',
		cure: 'End the program that has it, or choose another with --port.',
	},
};

/** `error` as the machine's fault where it is one (a full disk, a missing permission), else undefined. */
export function systemErrorAsEnvironment(error: unknown): EnvironmentError | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	const {code, path, port} = error as NodeJS.ErrnoException & {port?: number};
	const known = code === undefined ? undefined : systemErrors[code];
	if (!known) {
		return undefined;
	}

	const where = path ?? (port === undefined ? undefined : `port ${port}`);
	return new EnvironmentError(
		`${known.what}${where === undefined ? '' : ` (${where})`}.`,
		[known.cure],
		error,
	);
}
