import {expect, test} from 'vitest';
import {formatDuration, formatRunning} from '../../../src/lib/text/duration.ts';
import {pad, spread, truncate} from '../../../src/lib/text/fit.ts';
import {plainText} from '../../../src/lib/text/plain-text.ts';
import {width} from '../../../src/lib/text/width.ts';

test.each([
	['postgres', 8, 'postgres'],
	['postgres', 7, 'postgr…'],
	['限界を知る', 10, '限界を知る'],
	['限界を知る', 9, '限界を知…'],
	['限界を知る', 8, '限界を…'],
	['one two', 5, 'one…'],
	['postgres', 1, '…'],
	['postgres', 0, ''],
])('%s in %i columns is %s', (text, columns, expected) => {
	expect(truncate(text, columns)).toBe(expected);
});

test('the ellipsis of an ASCII terminal takes its three columns', () => {
	expect(truncate('postgres', 7, '...')).toBe('post...');
	expect(truncate('postgres', 2, '...')).toBe('..');
});

test('a cut line closes its style, and the ellipsis has it', () => {
	expect(truncate('\u001B[31mpostgres\u001B[39m', 5)).toBe('\u001B[31mpost…\u001B[39m');
});

test('padding counts columns, not characters or styles', () => {
	expect(pad('限界', 6)).toBe('限界  ');
	expect(pad('\u001B[1mab\u001B[22m', 4)).toBe('\u001B[1mab\u001B[22m  ');
	expect(pad('limits', 2)).toBe('limits');
});

test('two ends of a line leave two columns between them, and the left one is cut', () => {
	expect(spread('限界', '1.0 s', 16)).toBe('限界       1.0 s');
	expect(spread('a long title of a step', '1.0 s', 17)).toBe('a long ti…  1.0 s');
	expect(spread('a title', '1.0 s', 9)).toBe('a title');
	expect(spread('a title', '', 6)).toBe('a tit…');
});

test('width counts Japanese double, and signs and styles as a terminal shows them', () => {
	expect(width('◐ 限界 → \u001B[1m3\u001B[22m')).toBe(10);
});

test('text of a command loses escapes, control characters and what it wrote over', () => {
	expect(plainText('\u001B[31mred\u001B[0m\tx\u0007')).toBe('red    x');
	expect(plainText('10%\r100%\r')).toBe('100%');
});

test.each([
	[0, '0.0 s', '0 s'],
	[1949, '1.9 s', '1 s'],
	[59_960, '1 min 0 s', '59 s'],
	[302_000, '5 min 2 s', '5 min 2 s'],
])('%i ms is %s, and %s while it runs', (ms, finished, running) => {
	expect(formatDuration(ms)).toBe(finished);
	expect(formatRunning(ms)).toBe(running);
});
