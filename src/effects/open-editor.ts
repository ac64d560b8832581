import type {Language} from '../lib/i18n.ts';
import {findProgram, inForeground, type ForegroundOptions} from './foreground.ts';
import type {EffectResult} from './result.ts';
import {words} from './words.ts';

/** Opens `file` in $VISUAL, else $EDITOR, else vi; the variables may hold arguments. Returns when it was closed. */
export async function openEditor(
	file: string,
	{language, ...options}: ForegroundOptions & {language: Language},
): Promise<EffectResult> {
	const say = words[language];
	const editor = options.env.VISUAL || options.env.EDITOR || 'vi';
	const [program = editor] = editor.trim().split(/\s+/);
	// What a shell makes of quotes is for the shell to say.
	if (!/['"\\$`]/.test(editor) && (await findProgram(program, options)) === undefined) {
		return {ok: false, message: say.noEditor(program, file)};
	}

	// As git does it: the variable is a piece of shell, the file an argument.
	const exitCode = await inForeground('/bin/sh', ['-c', `${editor} "$@"`, editor, file], options);
	return exitCode === 0
		? {ok: true, message: undefined}
		: {ok: false, message: say.editorEnded(editor, exitCode)};
}
