import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {wrap} from '../../../src/lib/text/wrap.ts';

test('English breaks at spaces, and a line may be as long as the width', () => {
	expect(wrap('postgres-2 cannot be cloned', 10)).toEqual(['postgres-2', 'cannot be', 'cloned']);
});

test('a word that is longer than a line is cut, after a slash or a dash where there is one in its second half', () => {
	expect(wrap('/var/lib/postgresql/data', 12)).toEqual(['/var/lib/', 'postgresql/', 'data']);
	expect(wrap('000000010000000000000003', 10)).toEqual(['0000000100', '0000000000', '0003']);
});

test.each([
	['a full stop', '複製しています。', 14, ['複製していま', 'す。']],
	['a comma', 'ああああ、いい', 8, ['あああ', 'あ、いい']],
	['a closing bracket', 'あああ「い」う', 10, ['あああ', '「い」う']],
	['a small kana', 'いいいいまって', 10, ['いいいい', 'まって']],
	['a prolonged sound mark', 'いいいいるーる', 10, ['いいいい', 'るーる']],
	['a half-width closing bracket', 'ノード名 (Node Affinity) が', 24, ['ノード名 (Node Affinity)', 'が']],
])('no line starts with %s', (_, text, width, lines) => {
	expect(wrap(text, width)).toEqual(lines);
});

test('no line ends with an opening bracket', () => {
	expect(wrap('あああ「いいう」', 8)).toEqual(['あああ', '「いい', 'う」']);
	expect(wrap('要求（ようきゅう）', 6)).toEqual(['要求', '（よう', 'きゅ', 'う）']);
});

test('Latin words and numbers in Japanese stay whole', () => {
	expect(wrap('これはPostgreSQLだ', 11)).toEqual(['これは', 'PostgreSQL', 'だ']);
	expect(wrap('全部で12345個ある', 9)).toEqual(['全部で', '12345個あ', 'る']);
});

test('a number stays with what it counts', () => {
	expect(wrap('メンバーは 3 つあります', 13)).toEqual(['メンバーは', '3 つあります']);
});

test('a katakana word is moved to the next line where that costs little, and cut where it would cost much', () => {
	expect(wrap('これがとても新しいデータベースです', 20)).toEqual(['これがとても新しい', 'データベースです']);
	expect(wrap('コネクションプール', 10)).toEqual(['コネクショ', 'ンプール']);
});

test('a style that goes over the end of a line is closed there and opened again on the next', () => {
	expect(wrap('\u001B[1mone \u001B[36mtwo\u001B[39m three\u001B[22m four', 8)).toEqual([
		'\u001B[1mone \u001B[22m\u001B[1m\u001B[36mtwo\u001B[39m\u001B[22m',
		'\u001B[1mthree\u001B[22m',
		'four',
	]);
});

test('256 colours, RGB colours and links do not count as columns', () => {
	const text =
		'\u001B[38;5;12mone\u001B[39m \u001B[48;2;1;2;3mtwo\u001B[49m \u001B]8;;http://x\u0007three\u001B]8;;\u0007';
	const lines = wrap(text, 7);
	expect(lines.map((line) => stripVTControlCharacters(line))).toEqual(['one two', 'three']);
	expect(lines[0]).toBe('\u001B[38;5;12mone\u001B[39m \u001B[48;2;1;2;3mtwo\u001B[49m');
});

test('prefixes hang: one for the first line, one for the others', () => {
	expect(wrap('one two three', 8, {first: '* ', rest: '  '})).toEqual(['* one', '  two', '  three']);
});

test('line ends of the text stay, indents too, and spaces at a line end go', () => {
	expect(wrap('one\n\n  two  \n', 12)).toEqual(['one', '', '  two', '']);
});

test('emoji and combining marks are one character', () => {
	expect(wrap('👩‍💻👩‍💻👩‍💻', 4)).toEqual(['👩‍💻👩‍💻', '👩‍💻']);
	expect(wrap('が゙が゙が゙', 4).join('')).toBe('が゙が゙が゙');
});

test('control characters, which would move the cursor, are left out', () => {
	expect(wrap('one\rtwo\u0007\u001B[2Kthree', 20)).toEqual(['onetwothree']);
});

test('no line is wider than it may be, whatever the text', () => {
	const text = '「PostgreSQL」の、ー（あ）っ/very/long/path/without/end 3 つ ﾊﾝｶｸ ｱｲｳ。，！？ — … a';
	for (let width = 2; width < 60; width++) {
		for (const line of wrap(text, width)) {
			expect(stringWidth(line)).toBeLessThanOrEqual(width);
		}
	}
});
