import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Language} from '../lib/i18n.ts';
import {findProgram, inForeground, type ForegroundOptions} from './foreground.ts';
import type {EffectResult} from './result.ts';
import {shellStart} from './shell-start.ts';
import {words} from './words.ts';

export interface ShellOptions extends ForegroundOptions {
	language: Language;
	/** Where its temporary files may lie: os.tmpdir(). */
	temporary: string;
}

/**
 * Opens the learner's own shell ($SHELL, else sh) in `cwd` with `env`, and a prompt that says so. The user's start
 * files are read and left as they are. Returns when the shell was left.
 */
export async function openShell({language, temporary, ...options}: ShellOptions): Promise<EffectResult> {
	const say = words[language];
	const shell = await findProgram(options.env.SHELL || '/bin/sh', options);
	if (shell === undefined) {
		return {ok: false, message: say.noShell(options.env.SHELL ?? '/bin/sh')};
	}

	const directory = await mkdtemp(join(temporary, 'doklab-shell-'));
	try {
		const {args, env} = await shellStart(shell, {directory, env: options.env});
		const exitCode = await inForeground(shell, args, {...options, env});
		// A shell ends with the code of its last command: that is no failure of the shell.
		return exitCode === 127 ? {ok: false, message: say.shellEnded(shell)} : {ok: true, message: undefined};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
