import {describe, expect, test} from 'vitest';
import {width as widthOf} from '../../src/lib/text/width.ts';
import {bindings} from '../../src/tui/keys.ts';
import {helpLines} from '../../src/tui/screens/help.ts';
import {keySign} from '../../src/tui/screens/key-signs.ts';
import {createTheme} from '../../src/tui/theme.ts';

const theme = createTheme({colors: 0, isUnicode: true});

/** Without what comes of wrapping. */
function squeeze(text: string): string {
	return text.replaceAll(/\s/g, '');
}

describe.each(['en', 'ja'] as const)('the help in %s', (language) => {
	test('lists every key of every context, with its whole sentence', () => {
		const text = squeeze(helpLines({language}, 56, theme).join(''));
		const missing = bindings
			.map(({keys, description}) =>
				squeeze(keys.map((key) => keySign(key, theme)).join('') + description[language]),
			)
			.filter((row) => !text.includes(row));
		expect(missing).toEqual([]);
	});

	test.each([56, 76, 95, 96, 116, 132])('cuts nothing at %d columns', (width) => {
		const lines = helpLines({language}, width, theme);
		expect(lines.filter((line) => line.includes(theme.signs.ellipsis) || widthOf(line) > width)).toEqual([]);
	});
});

test('a sentence goes on under its beginning', () => {
	const lines = helpLines({language: 'en'}, 40, theme);
	const at = lines.findIndex((line) => line.startsWith('R '));
	expect(lines.slice(at, at + 2)).toEqual([
		'R            undo what this lesson made,',
		'             and do it anew',
	]);
});

test('the keys of other places stand under the names of those', () => {
	const lines = helpLines({language: 'en'}, 76, theme);
	const at = lines.indexOf('At a question');
	expect(lines.slice(at, at + 5).map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
		'At a question',
		'↵ y yes',
		'o only look',
		'Esc n q no',
		'',
	]);
});
