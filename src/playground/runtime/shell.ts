/** `text` as one word of a POSIX shell command. */
export function quote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `argv` as a POSIX shell command line. */
export function quoteAll(argv: readonly string[]): string {
	return argv.map((word) => quote(word)).join(' ');
}
