import {stripVTControlCharacters} from 'node:util';

/** A line that a command wrote, safe to show: no escapes, no control characters, what it wrote over left out. */
export function plainText(text: string): string {
	const newest = stripVTControlCharacters(text).trimEnd().split('\r').at(-1) ?? '';
	// oxlint-disable-next-line no-control-regex -- control characters are what has to go
	return newest.replaceAll('\t', '    ').replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '');
}
