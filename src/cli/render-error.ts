import {relative} from 'node:path';
import {Chalk} from 'chalk';
import type {ChalkInstance} from 'chalk';
import type {Problem} from '../lesson/types.ts';
import {DoklabError, Interruption, systemErrorAsEnvironment} from '../lib/errors.ts';
import {wantsColor} from '../lib/output.ts';
import type {Invocation} from './invocation.ts';

export interface RenderedError {
	text: string;
	exitCode: number;
}

/**
 * `error` as a person reads it: what failed, where, what to do next. The stack is shown with DOKLAB_DEBUG only.
 * Anything but a DoklabError, or a system error that blames the machine, is a bug of doklab: exit code 4.
 */
export function renderError(
	error: unknown,
	{env, stderr, cwd}: Pick<Invocation, 'env' | 'stderr' | 'cwd'>,
): RenderedError {
	const color = new Chalk({level: wantsColor(stderr, env) ? 1 : 0});
	const known = error instanceof DoklabError ? error : systemErrorAsEnvironment(error);
	if (known instanceof Interruption) {
		return {text: `${known.message}\n`, exitCode: known.exitCode};
	}

	const lines = known ? expected(known, color, cwd) : bug(error, color);
	if (env.DOKLAB_DEBUG) {
		lines.push('', ...stacks(error));
	}

	return {text: `${lines.join('\n')}\n`, exitCode: known?.exitCode ?? 4};
}

function expected(error: DoklabError, color: ChalkInstance, cwd: string): string[] {
	const problems = problemsOf(error);
	const [first = '', ...rest] = error.message.split('\n');
	return [
		`${color.red('✗')} ${color.bold(asSentence(first))}`,
		// The problems stand below, each with its place and cure.
		...(problems.length > 0 ? [] : rest.map((line) => `  ${line}`)),
		...problems.flatMap((problem) => [
			`  ${color.cyan(place(problem, cwd))}  ${problem.message}`,
			`      ${color.dim('→')} ${problem.cure}`,
		]),
		...error.cure.flatMap((cure) => cure.split('\n')).map((line) => `  ${color.dim('→')} ${line}`),
	];
}

function bug(error: unknown, color: ChalkInstance): string[] {
	const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return [
		`${color.red('✗')} ${color.bold('This is a bug in doklab, not a mistake of yours.')}`,
		`  ${message}`,
		`  ${color.dim('→')} Please report it with the output of the same command run with DOKLAB_DEBUG=1.`,
	];
}

// A course with mistakes carries all of them.
function problemsOf(error: DoklabError): Problem[] {
	return 'problems' in error && Array.isArray(error.problems) ? (error.problems as Problem[]) : [];
}

// Parts of doklab name what failed; here it becomes a sentence. The program's own name stays as it is.
function asSentence(text: string): string {
	const first = text.startsWith('doklab ') ? text.charAt(0) : text.charAt(0).toUpperCase();
	return `${first}${text.slice(1)}${/[.:!?)]$/.test(text) ? '' : '.'}`;
}

function place({file, line, column}: Problem, cwd: string): string {
	const fromHere = relative(cwd, file);
	return `${fromHere === '' || fromHere.startsWith('..') ? file : fromHere}:${line}:${column}`;
}

function stacks(error: unknown): string[] {
	const lines: string[] = [];
	for (let at = error; at instanceof Error; at = at.cause) {
		lines.push(at === error ? (at.stack ?? at.message) : `Caused by: ${at.stack ?? at.message}`);
	}

	return lines;
}
