import {Chalk} from 'chalk';
import type {ChalkInstance} from 'chalk';

type Mark = 'passed' | 'failed' | 'running' | 'waiting' | 'skipped' | 'notRun' | 'warning';

/** How things look; every colour has a sign beside it. */
export interface Style {
	color: ChalkInstance;
	/** One column wide. */
	sign: Record<Mark, string>;
	/** Before output of a command. */
	bar: string;
	prompt: string;
}

const unicodeSigns: Record<Mark, string> = {
	passed: '✓',
	failed: '✗',
	running: '◐',
	waiting: '◐',
	skipped: '–',
	notRun: '○',
	warning: '!',
};

const asciiSigns: Record<Mark, string> = {
	passed: '+',
	failed: 'x',
	running: '>',
	waiting: '>',
	skipped: '-',
	notRun: '.',
	warning: '!',
};

/** The look for an output that shows colours and more than ASCII, or not. */
export function createStyle({color: hasColor, unicode}: {color: boolean; unicode: boolean}): Style {
	const color = new Chalk({level: hasColor ? 1 : 0});
	const plain = unicode ? unicodeSigns : asciiSigns;
	const colors: Record<Mark, ChalkInstance> = {
		passed: color.green,
		failed: color.red,
		running: color.cyan,
		waiting: color.yellow,
		skipped: color.dim,
		notRun: color.dim,
		warning: color.yellow,
	};
	const sign = Object.fromEntries(
		Object.entries(plain).map(([mark, text]) => [mark, colors[mark as Mark](text)]),
	) as Record<Mark, string>;
	return {color, sign, bar: color.dim(unicode ? '│' : '|'), prompt: color.dim('$')};
}
