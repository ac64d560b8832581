import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {delimiter, isAbsolute, join, resolve} from 'node:path';
import {execa} from 'execa';

export interface ForegroundOptions {
	cwd: string;
	/** All of it: nothing is added. */
	env: NodeJS.ProcessEnv;
}

/**
 * Runs a program that has the terminal to itself until it ends; returns its exit code, 128 + n after a signal n, 127
 * when it could not be started. Whoever reads the terminal must have let go of it.
 */
export async function inForeground(
	file: string,
	args: readonly string[],
	{cwd, env}: ForegroundOptions,
): Promise<number> {
	const {exitCode, signal, failed} = await execa(file, args, {
		cwd,
		env,
		extendEnv: false,
		stdio: 'inherit',
		reject: false,
	});
	if (exitCode !== undefined) {
		return exitCode;
	}

	return failed && signal === undefined ? 127 : 130;
}

/** The path of `program` on the PATH of `env`; undefined when it is not there. */
export async function findProgram(
	program: string,
	{cwd, env}: ForegroundOptions,
): Promise<string | undefined> {
	const candidates = program.includes('/')
		? [isAbsolute(program) ? program : resolve(cwd, program)]
		: (env.PATH ?? '')
				.split(delimiter)
				.filter(Boolean)
				.map((directory) => join(directory, program));
	for (const candidate of candidates) {
		if (await isExecutable(candidate)) {
			return candidate;
		}
	}

	return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}
