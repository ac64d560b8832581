import {changePen, noPen, type Pen} from './pen.ts';
import {graphemeWidth} from './width.ts';

/** One character as a reader sees it, with its columns and its style. */
export interface Cell {
	text: string;
	columns: number;
	pen: Pen;
}

const segmenter = new Intl.Segmenter();
// Characters that never join their neighbours: Latin-1, punctuation, signs and frames, kana, kanji, full-width forms.
const alone =
	/^[\u0020-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u25FF\u3000-\u3029\u3030-\u3098\u309B-\u9FFF\uFF00-\uFFEF]*$/;
// CSI (styles and all else that starts so), OSC (links), and two-character escapes.
// oxlint-disable-next-line no-control-regex -- escapes are what is looked for
const escapes = /\u001B\[([\d;:]*)([ -/]*[@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[@-Z\\-_]/g;

/** The characters of a line. Of its escapes only styles are kept, as each character's pen. */
export function parseCells(line: string, startPen: Pen = noPen): {cells: Cell[]; pen: Pen} {
	const cells: Cell[] = [];
	let pen = startPen;
	let position = 0;
	if (line.includes('\u001B')) {
		for (const match of line.matchAll(escapes)) {
			addCells(cells, line.slice(position, match.index), pen);
			position = match.index + match[0].length;
			if (match[2] === 'm') {
				pen = changePen(pen, match[1] ?? '');
			}
		}
	}

	addCells(cells, line.slice(position), pen);
	return {cells, pen};
}

/** The line of `cells`, each style opened where it starts and closed where it ends. */
export function joinCells(cells: readonly Cell[]): string {
	let line = '';
	let pen = noPen;
	for (const cell of cells) {
		if (cell.pen !== pen) {
			line += pen.close + cell.pen.open;
			pen = cell.pen;
		}

		line += cell.text;
	}

	return line + pen.close;
}

function addCells(cells: Cell[], text: string, pen: Pen): void {
	if (text === '') {
		return;
	}

	if (alone.test(text)) {
		for (const character of text) {
			cells.push({text: character, columns: graphemeWidth(character), pen});
		}

		return;
	}

	for (const {segment} of segmenter.segment(text)) {
		// A control character would move the cursor.
		if (segment >= ' ' && segment !== '\u007F') {
			cells.push({text: segment, columns: graphemeWidth(segment), pen});
		}
	}
}
