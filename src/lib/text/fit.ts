import {joinCells, parseCells} from './cells.ts';
import {width as widthOf} from './width.ts';

/** `line` in at most `width` columns; where it is longer it ends with `ellipsis`. */
export function truncate(line: string, width: number, ellipsis = '…'): string {
	if (widthOf(line) <= width) {
		return line;
	}

	const end = takeColumns(ellipsis, width);
	const room = width - widthOf(end);
	const {cells} = parseCells(line);
	let columns = 0;
	const count = cells.findIndex((cell) => (columns += cell.columns) > room);
	const kept = cells.slice(0, count);
	while (kept.at(-1)?.text === ' ') {
		kept.pop();
	}

	const {pen} = kept.at(-1) ?? cells[0]!;
	return joinCells(end === '' ? kept : [...kept, {text: end, columns: 0, pen}]);
}

/** `line` filled with spaces to `width` columns; a longer one is left as it is. */
export function pad(line: string, width: number): string {
	return line + ' '.repeat(Math.max(0, width - widthOf(line)));
}

/** `left` and `right` at the two ends of a line of `width` columns; `left` is cut where they do not both fit. */
export function spread(left: string, right: string, width: number, ellipsis = '…'): string {
	if (right === '') {
		return truncate(left, width, ellipsis);
	}

	const room = width - widthOf(right) - 2;
	// What stands at the right explains the left; without that it says nothing.
	return room < 8
		? truncate(left, width, ellipsis)
		: `${pad(truncate(left, room, ellipsis), room)}  ${right}`;
}

function takeColumns(text: string, columns: number): string {
	return widthOf(text) <= columns ? text : text.slice(0, Math.max(0, columns));
}
