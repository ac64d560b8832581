/** Bytes that a terminal sends for a key (xterm's, as in ctlseqs). */
const plain: Record<string, string> = {
	Enter: '\r',
	Escape: '\u001B',
	Tab: '\t',
	'Shift+Tab': '\u001B[Z',
	Space: ' ',
	Backspace: '\u007F',
	Delete: '\u001B[3~',
	Insert: '\u001B[2~',
	PageUp: '\u001B[5~',
	PageDown: '\u001B[6~',
};

// The letter after ESC [, or after ESC O while the program has asked for application cursor keys (DECCKM).
const cursor: Record<string, string> = {Up: 'A', Down: 'B', Right: 'C', Left: 'D', Home: 'H', End: 'F'};

/** What a terminal sends for `key`: a name (`Enter`, `Up`, `Ctrl+C`, `Alt+x`), or else the text itself. */
export function bytesOf(key: string, {applicationCursor}: {applicationCursor: boolean}): string {
	const letter = cursor[key];
	if (letter !== undefined) {
		return `\u001B${applicationCursor ? 'O' : '['}${letter}`;
	}

	const control = /^Ctrl\+([A-Za-z@[\\\]^_])$/.exec(key)?.[1];
	if (control !== undefined) {
		return String.fromCodePoint((control.toUpperCase().codePointAt(0) ?? 0) - 64);
	}

	const alt = /^Alt\+(.)$/u.exec(key)?.[1];
	return alt === undefined ? (plain[key] ?? key) : `\u001B${alt}`;
}
