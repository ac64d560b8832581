import {Chalk, type ColorSupportLevel} from 'chalk';

/** A piece of text in a style; plain when there are no colours. */
export type Style = (text: string) => string;

/** What things look like: colour only where it means something, and always a sign beside it. */
export interface Theme {
	/** The one accent: what can be done now. */
	accent: Style;
	proved: Style;
	waiting: Style;
	failed: Style;
	/** Headings. */
	strong: Style;
	/** What matters less: frames, times, keys that are not needed now. */
	quiet: Style;
	/** Inline code and commands. */
	code: Style;
	/** The line that is selected. */
	selected: Style;
	signs: Signs;
	/** False: the terminal shows ASCII alone. */
	isUnicode: boolean;
}

export interface Signs {
	proved: string;
	waiting: string;
	open: string;
	failed: string;
	unavailable: string;
	/** Before the lesson or the line that is chosen. */
	pointer: string;
	/** Left edge of the step that is worked on. */
	edge: string;
	bullet: string;
	ellipsis: string;
	/** WAL streams this way. */
	arrow: string;
	dot: string;
	bar: {full: string; empty: string};
	frame: {
		topLeft: string;
		topRight: string;
		bottomLeft: string;
		bottomRight: string;
		horizontal: string;
		vertical: string;
	};
	enter: string;
	up: string;
	down: string;
}

const unicode: Signs = {
	proved: '✓',
	waiting: '◐',
	open: '○',
	failed: '✗',
	unavailable: '–',
	pointer: '▸',
	edge: '▌',
	bullet: '•',
	ellipsis: '…',
	arrow: '→',
	dot: '●',
	bar: {full: '█', empty: '░'},
	frame: {topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯', horizontal: '─', vertical: '│'},
	enter: '↵',
	up: '↑',
	down: '↓',
};

const ascii: Signs = {
	proved: '+',
	waiting: '~',
	open: 'o',
	failed: 'x',
	unavailable: '-',
	pointer: '>',
	edge: '|',
	bullet: '*',
	ellipsis: '...',
	arrow: '->',
	dot: '*',
	bar: {full: '#', empty: '.'},
	frame: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', horizontal: '-', vertical: '|'},
	enter: 'Enter',
	up: 'Up',
	down: 'Down',
};

/** Every sign is one column wide (East Asian ambiguous width counts as one), except `ellipsis`, `arrow`, keys in ASCII. */
export function createTheme({colors, isUnicode}: {colors: ColorSupportLevel; isUnicode: boolean}): Theme {
	const chalk = new Chalk({level: colors});
	return {
		// The terminal's own 16 colours, which its owner has made fit its background.
		accent: chalk.cyan,
		proved: chalk.green,
		waiting: chalk.yellow,
		failed: chalk.red,
		strong: chalk.bold,
		quiet: chalk.dim,
		code: chalk.cyan,
		selected: chalk.inverse,
		signs: isUnicode ? unicode : ascii,
		isUnicode,
	};
}
