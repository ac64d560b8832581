import type {OutputBlock, OutputLine} from '../state.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import {spread} from '../../lib/text/fit.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';
import type {Theme} from '../theme.ts';

/** What commands wrote, the newest last: each under its command, or folded to that one line. */
export function outputLines(blocks: readonly OutputBlock[], options: LineOptions): string[] {
	const {theme, language, width} = options;
	return blocks.length === 0
		? wrap(theme.quiet(words[language].noOutput), width)
		: blocks.flatMap((block, index) => {
				const lines = blockLines(block, options);
				// Folded ones stand close together.
				return index > 0 && lines.length > 1 ? ['', ...lines] : lines;
			});
}

function blockLines(block: OutputBlock, options: LineOptions): string[] {
	const {theme, language, width} = options;
	const {signs} = theme;
	const say = words[language];
	const sign = {
		running: theme.waiting(signs.waiting),
		succeeded: theme.proved(signs.proved),
		failed: theme.failed(signs.failed),
	}[block.status];
	const count = block.lines.length + block.dropped;
	const right = [
		...(block.isFolded && count > 0 ? [say.lines(count)] : []),
		...(block.durationMs === undefined ? [] : [formatDuration(block.durationMs)]),
	].join(', ');
	const [command = ''] = block.command.split('\n');
	const head = spread(
		`${sign} ${theme.quiet('$')} ${plainText(command)}`,
		theme.quiet(right),
		width,
		signs.ellipsis,
	);
	if (block.isFolded) {
		return [head];
	}

	const silent = count === 0 && block.status !== 'running' && block.message === undefined;
	return [
		head,
		...(block.dropped > 0 ? [theme.quiet(`  ${signs.ellipsis} ${say.dropped(block.dropped)}`)] : []),
		...block.lines.flatMap((line) => textLines(line, options)),
		...(silent ? [theme.quiet(`  ${say.silent}`)] : []),
		...(block.message === undefined
			? []
			: wrap(theme.failed(block.message), width, {first: '  ', rest: '  '})),
	];
}

// A line never changes once it is there; most of them were shown before.
const known = new WeakMap<OutputLine, {theme: Theme; width: number; lines: string[]}>();

function textLines(line: OutputLine, {theme, width}: LineOptions): string[] {
	const shown = known.get(line);
	if (shown?.width === width && shown.theme === theme) {
		return shown.lines;
	}

	// Errors have an edge of their own: most of them are news, not failures, so colour would say too much.
	const edge = `  ${theme.quiet(line.stream === 'stderr' ? '!' : theme.signs.frame.vertical)} `;
	const lines = wrap(plainText(line.text), width, {first: edge, rest: `${edge}  `});
	known.set(line, {theme, width, lines});
	return lines;
}
