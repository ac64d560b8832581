import type {Invocation} from '../../src/cli/invocation.ts';
import {createSink} from './screen.ts';

/** A process as `main` sees it, whose output can be read. */
export function createInvocation(
	argv: string[],
	options: Partial<Omit<Invocation, 'argv' | 'stdout' | 'stderr'>> = {},
) {
	const stdout = createSink();
	const stderr = createSink();
	const invocation: Invocation = {
		argv,
		env: {},
		signal: new AbortController().signal,
		root: new URL('../../', import.meta.url).pathname,
		self: [process.execPath, '/nowhere/bin.js'],
		cwd: '/',
		home: '/nonexistent',
		uid: process.getuid?.(),
		...options,
		stdout,
		stderr,
	};
	return {invocation, stdout, stderr};
}
