import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import {highlightYaml} from './yaml.ts';

/** Code as it stands, behind a quiet edge; lines that are too long go on below, further in. */
export function renderCode(
	code: string,
	language: string | undefined,
	width: number,
	theme: Theme,
): string[] {
	const edge = `  ${theme.quiet(theme.signs.frame.vertical)} `;
	return highlight(code.replaceAll('\t', '    '), language, theme).flatMap((line) => {
		const indent = /^ */.exec(line)![0];
		// The sign of a line that goes on says nothing on a line of its own.
		const whole = line.replace(/ \\$/, '\u00A0\\');
		return wrap(whole, width, {first: edge, rest: `${edge}${indent}    `}).map((part) =>
			part.replaceAll('\u00A0', ' '),
		);
	});
}

function highlight(code: string, language: string | undefined, theme: Theme): string[] {
	if (language === 'yaml' || language === 'yml') {
		return highlightYaml(code, theme);
	}

	const comment = comments[language ?? ''];
	return code
		.split('\n')
		.map((line) =>
			comment === undefined
				? line
				: line.replace(comment, (_, before: string, text: string) => before + theme.quiet(text)),
		);
}

// A comment to the line's end; not within a word or a string, where the sign means something else.
const hash = /^((?:[^'"#]|'[^']*'|"[^"]*"|(?<=\S)#)*)(#.*)$/;
const dashes = /^((?:[^'"-]|'[^']*'|-(?!-))*)(--.*)$/;
const comments: Record<string, RegExp> = {
	sh: hash,
	bash: hash,
	shell: hash,
	console: hash,
	ini: hash,
	conf: hash,
	sql: dashes,
};
