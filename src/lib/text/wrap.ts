import {type Cell, joinCells, parseCells} from './cells.ts';
import {isSeam, isWithinWord, mayBreak} from './line-break.ts';
import {noPen} from './pen.ts';
import {width as widthOf} from './width.ts';

/** What lines start with, for lists and quotes: the first one, and those that follow. Their columns count. */
export interface Prefixes {
	first: string;
	rest: string;
}

// A wide character needs two columns; nothing can be shown in fewer.
const smallest = 2;
const mostCached = 1000;
// Printable ASCII, without styles: as many columns as characters, and nothing to be closed at its end.
const plain = /^[ -~]*$/;
const cache = new Map<string, string[]>();

/**
 * `text` in lines of at most `width` columns (2 at least). Latin words and numbers are only cut when they are longer
 * than a line; Japanese breaks by the rules of kinsoku. A style that goes over a line's end is closed and opened again.
 */
export function wrap(text: string, width: number, prefixes?: Prefixes): string[] {
	if (plain.test(text) && text.length <= roomFor(prefixes?.first ?? '', width)) {
		return [withoutSpaces((prefixes?.first ?? '') + text)];
	}

	const key = `${width}\n${prefixes?.first ?? ''}\n${prefixes?.rest ?? ''}\n${text}`;
	const known = cache.get(key);
	if (known !== undefined) {
		return known;
	}

	if (cache.size >= mostCached) {
		cache.clear();
	}

	const lines = wrapLines(text, width, prefixes ?? {first: '', rest: ''});
	cache.set(key, lines);
	return lines;
}

function wrapLines(text: string, width: number, {first, rest}: Prefixes): string[] {
	const lines: string[] = [];
	let pen = noPen;
	const room = () => roomFor(lines.length === 0 ? first : rest, width);
	for (const paragraph of text.split('\n')) {
		const parsed = parseCells(paragraph, pen);
		pen = parsed.pen;
		let cells = parsed.cells;
		do {
			const {line, remaining} = takeLine(cells, room());
			const body = joinCells(line);
			lines.push((lines.length === 0 ? first : rest) + body);
			cells = remaining;
		} while (cells.length > 0);
	}

	return lines.map(withoutSpaces);
}

function roomFor(prefix: string, width: number): number {
	return Math.max(smallest, width - widthOf(prefix));
}

// A line of spaces alone is an empty one.
function withoutSpaces(line: string): string {
	return line.replace(/ +$/, '');
}

function takeLine(cells: Cell[], room: number): {line: Cell[]; remaining: Cell[]} {
	let columns = 0;
	let end = 0;
	// Where the line could end with what fits: a proper place, and one within a word.
	let proper = 0;
	let seam = 0;
	let whole = {end: 0, columns: 0};
	while (end < cells.length) {
		const cell = cells[end]!;
		// Spaces at a line's end take no room.
		if (columns + cell.columns > room && cell.text !== ' ') {
			break;
		}

		columns += cell.columns;
		end++;
		const next = cells[end];
		if (next !== undefined && mayBreak(cells[end - 2], cell, next)) {
			proper = end;
			if (!isWithinWord(cell, next)) {
				whole = {end, columns};
			}
		} else if (isSeam(cell)) {
			seam = end;
		}
	}

	if (end === cells.length) {
		return {line: withoutEnd(cells), remaining: []};
	}

	const isIndent = cells.slice(0, proper).every(({text}) => text === ' ');
	// A ragged edge costs little, but not more than a fifth of the line.
	const kept = whole.end > 0 && columns - whole.columns <= room / 5 ? whole.end : proper;
	// Half a line at least, or the cut would cost more than it helps.
	const cut = proper > 0 && !isIndent ? kept : seam > end / 2 ? seam : Math.max(1, end);
	const remaining = cells.slice(cut);
	const start = remaining.findIndex(({text}) => text !== ' ');
	return {line: withoutEnd(cells.slice(0, cut)), remaining: start === -1 ? [] : remaining.slice(start)};
}

function withoutEnd(cells: Cell[]): Cell[] {
	let end = cells.length;
	while (end > 0 && cells[end - 1]!.text === ' ') {
		end--;
	}

	return cells.slice(0, end);
}
