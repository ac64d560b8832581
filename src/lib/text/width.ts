import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';

// Printable ASCII, which most lines are made of: as many columns as characters.
const ascii = /^[ -~]*$/;

/** Columns that `text` takes in a terminal; styles take none, Japanese takes two a character. */
export function width(text: string): number {
	return ascii.test(text) ? text.length : stringWidth(stripVTControlCharacters(text));
}

const widths = new Map<string, number>();

/** Columns of one character as a reader sees it (a grapheme). */
export function graphemeWidth(grapheme: string): number {
	const code = grapheme.charCodeAt(0);
	if (grapheme.length === 1 && code >= 0x20 && code < 0x7f) {
		return 1;
	}

	let columns = widths.get(grapheme);
	if (columns === undefined) {
		columns = stringWidth(grapheme);
		widths.set(grapheme, columns);
	}

	return columns;
}
