import {stripVTControlCharacters} from 'node:util';
import type {Tokens} from 'marked';
import {pad} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import {renderInline} from './inline.ts';

const gap = 2;
const leastJapanese = 12;
/** A table that fits `width`: columns as wide as they need and can be; where they cannot be, a row a paragraph. */
export function renderTable(table: Tokens.Table, width: number, theme: Theme): string[] {
	const header = table.header.map(({tokens}) => renderInline(tokens, theme));
	const rows = table.rows.map((row) => row.map(({tokens}) => renderInline(tokens, theme)));
	const columns = fitColumns([header, ...rows], width);
	if (columns === undefined) {
		return asParagraphs(header, rows, width, theme);
	}

	const drawn = rows.map((row) => drawRow(row, columns));
	// Rows of several lines need air between them to be told apart.
	const isAiry = drawn.some((lines) => lines.length > 1);
	const rule = columns.map((column) => theme.signs.frame.horizontal.repeat(column)).join(' '.repeat(gap));
	return [
		...drawRow(
			header.map((cell) => theme.strong(cell)),
			columns,
		),
		theme.quiet(rule),
		...drawn.flatMap((lines, index) => (isAiry && index > 0 ? ['', ...lines] : lines)),
	];
}

/**
 * The columns' widths: what they need, the widest ones made narrower until all fit, but never narrower than their
 * longest word. Undefined: they cannot fit.
 */
function fitColumns(rows: string[][], width: number): number[] | undefined {
	const indexes = rows[0]!.map((_, index) => index);
	const widest = (index: number, measure: (cell: string) => number) =>
		Math.max(...rows.map((row) => measure(row[index] ?? '')));
	const columns = indexes.map((index) => widest(index, widthOf));
	const words = indexes.map((index) => widest(index, longestWord));
	const room = width - gap * (columns.length - 1);
	let excess = columns.reduce((sum, column) => sum + column, 0) - room;
	while (excess > 0) {
		const flexible = indexes.filter((index) => columns[index]! > words[index]!);
		if (flexible.length === 0) {
			return undefined;
		}

		const longest = flexible.reduce((one, other) => (columns[other]! > columns[one]! ? other : one));
		columns[longest]!--;
		excess--;
	}

	return columns;
}

// What a column has to hold uncut; six characters are the least that Japanese reads well in.
function longestWord(cell: string): number {
	const words = stripVTControlCharacters(cell).split(/(?<=[\u2E80-\uFFEF])|(?=[\u2E80-\uFFEF])|\s/u);
	return Math.min(widthOf(cell), Math.max(leastJapanese, ...words.map((word) => widthOf(word))));
}

function drawRow(cells: string[], columns: number[]): string[] {
	const wrapped = columns.map((column, index) => wrap(cells[index] ?? '', column));
	const height = Math.max(...wrapped.map((lines) => lines.length));
	return Array.from({length: height}, (_, line) =>
		wrapped
			.map((lines, index) => pad(lines[line] ?? '', columns[index]!))
			.join(' '.repeat(gap))
			.trimEnd(),
	);
}

function asParagraphs(header: string[], rows: string[][], width: number, theme: Theme): string[] {
	return rows.flatMap(([name = '', ...cells], index) => [
		...(index > 0 ? [''] : []),
		...wrap(theme.strong(name), width),
		...cells.flatMap((cell, column) =>
			wrap(`${theme.quiet(`${header[column + 1] ?? ''}:`)} ${cell}`, width, {first: '  ', rest: '    '}),
		),
	]);
}
