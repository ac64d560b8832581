import type headless from '@xterm/headless';

type Terminal = InstanceType<typeof headless.Terminal>;

/** The terminal's own colour, one of its 256 (0 to 15 are the ones its owner chose), or an exact one. */
export type Color = 'default' | number | `#${string}`;

/** One column of the screen. */
export interface Cell {
	/** What stands here; empty in the second column of a double-width character, a space where nothing was written. */
	text: string;
	/** Columns it takes: 1, 2, or 0 for the second column of a double-width character. */
	width: number;
	foreground: Color;
	background: Color;
	bold: boolean;
	dim: boolean;
	italic: boolean;
	underline: boolean;
	inverse: boolean;
}

/** What the terminal shows now, row by row. */
export function readCells(terminal: Terminal): Cell[][] {
	return Array.from({length: terminal.rows}, (_, y) =>
		Array.from({length: terminal.cols}, (__, x) => readCell(terminal, x, y)),
	);
}

/** The cell in column `x` of row `y` of what the terminal shows now; both count from 0. */
export function readCell(terminal: Terminal, x: number, y: number): Cell {
	const {active} = terminal.buffer;
	const cell = active.getLine(active.baseY + y)?.getCell(x);
	if (!cell) {
		throw new Error(`There is no column ${x} in row ${y}: the screen is ${terminal.cols}x${terminal.rows}.`);
	}

	const width = cell.getWidth();
	return {
		text: cell.getChars() || (width === 0 ? '' : ' '),
		width,
		foreground: color(cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor()),
		background: color(cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor()),
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		italic: cell.isItalic() !== 0,
		underline: cell.isUnderline() !== 0,
		inverse: cell.isInverse() !== 0,
	};
}

function color(isDefault: boolean, isPalette: boolean, value: number): Color {
	if (isDefault) {
		return 'default';
	}

	return isPalette ? value : `#${value.toString(16).padStart(6, '0')}`;
}
