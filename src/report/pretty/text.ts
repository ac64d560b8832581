import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** `text` cut to `width` columns, with … where something is missing. For text without escapes. */
export function truncate(text: string, width: number): string {
	if (stringWidth(text) <= width) {
		return text;
	}

	return width < 1 ? '' : `${takeColumns(text, width - 1)}…`;
}

/** `text` filled with spaces to `width` columns; longer text is left as it is. */
export function pad(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** `left` and `right` at the two ends of a line of `width` columns; `left` is cut where they do not both fit. */
export function spread(
	{left, right, width}: {left: string; right: string; width: number},
	style: {left: (text: string) => string; right: (text: string) => string},
): string {
	if (right === '') {
		return style.left(truncate(left, width));
	}

	const room = width - stringWidth(right) - 2;
	const start = truncate(left, room);
	return style.left(start) + ' '.repeat(room - stringWidth(start) + 2) + style.right(right);
}

/**
 * `text` in lines of at most `width` columns, broken at spaces where there are some and between wide characters
 * (Japanese has no spaces).
 */
export function wrap(text: string, width: number): string[] {
	return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), Math.max(width, 8)));
}

/** Text that a command wrote, safe to show on a line: no escapes, no control characters, tabs as spaces. */
export function plainText(text: string): string {
	const lastOverwrite = stripVTControlCharacters(text).trimEnd().split('\r').at(-1) ?? '';
	// oxlint-disable-next-line no-control-regex -- control characters are what has to go
	return lastOverwrite.replaceAll('\t', '    ').replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '');
}

function wrapLine(line: string, width: number): string[] {
	const lines: string[] = [];
	let current = '';
	for (const piece of pieces(line)) {
		if (stringWidth(current + piece.trimEnd()) <= width) {
			current += piece;
			continue;
		}

		if (current.trim() !== '') {
			lines.push(current.trimEnd());
		}

		current = piece;
		while (stringWidth(current.trimEnd()) > width) {
			const start = takeColumns(current, width);
			lines.push(start);
			current = current.slice(start.length);
		}
	}

	return [...lines, current.trimEnd()];
}

// Where a line may break: after a space, and after a wide character that no closing mark follows.
function pieces(line: string): string[] {
	const found: string[] = [];
	let piece = '';
	const characters = Array.from(segmenter.segment(line), ({segment}) => segment);
	for (const [index, character] of characters.entries()) {
		piece += character;
		const next = characters[index + 1];
		const breaks =
			character === ' ' ? next !== ' ' : stringWidth(character) === 2 && !/^[、。」』）]/.test(next ?? '');
		if (breaks && piece.trim() !== '') {
			found.push(piece);
			piece = '';
		}
	}

	return [...found, piece];
}

function takeColumns(text: string, width: number): string {
	let taken = '';
	let columns = 0;
	for (const {segment} of segmenter.segment(text)) {
		columns += stringWidth(segment);
		if (columns > width) {
			break;
		}

		taken += segment;
	}

	return taken;
}
