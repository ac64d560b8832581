import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {formatDuration, formatRunning} from '../../src/lib/text/duration.ts';
import {pad, plainText, spread, truncate, wrap} from '../../src/report/pretty/text.ts';

const asIs = {left: (text: string) => text, right: (text: string) => text};

test.each([
	['postgres', 8, 'postgres'],
	['postgres', 7, 'postgr…'],
	['レプリケーション', 16, 'レプリケーション'],
	['レプリケーション', 15, 'レプリケーショ…'],
	['レプリケーション', 14, 'レプリケーシ…'],
	['postgres', 0, ''],
])('%s in %i columns is %s', (text, width, expected) => {
	expect(truncate(text, width)).toBe(expected);
	expect(stringWidth(truncate(text, width))).toBeLessThanOrEqual(width);
});

test('padding counts columns, not characters', () => {
	expect(pad('限界', 6)).toBe('限界  ');
	expect(pad('limits', 2)).toBe('limits');
});

test('two ends of a line leave at least two columns between them', () => {
	expect(spread({left: 'a long title of a step', right: '1.0 s', width: 16}, asIs)).toBe('a long t…  1.0 s');
	expect(spread({left: '限界', right: '1.0 s', width: 16}, asIs)).toBe('限界       1.0 s');
});

test('long text is broken at spaces, and a long word where it must be', () => {
	expect(wrap('postgres-2 cannot be cloned', 12)).toEqual(['postgres-2', 'cannot be', 'cloned']);
	expect(wrap('pg_wal/000000010000000000000003', 12)).toEqual(['pg_wal/00000', '001000000000', '0000003']);
	expect(wrap('one\n  two', 12)).toEqual(['one', '  two']);
});

test('Japanese is broken between characters, never before a closing mark', () => {
	expect(wrap('複製しています。続いています。', 14)).toEqual(['複製していま', 'す。続いていま', 'す。']);
});

test('text of a command loses escapes, control characters and what it wrote over', () => {
	expect(plainText('\u001B[31mred\u001B[0m\tx\u0007')).toBe('red    x');
	expect(plainText('10%\r100%\r')).toBe('100%');
});

test.each([
	[0, '0.0 s', '0 s'],
	[1949, '1.9 s', '1 s'],
	[59_940, '59.9 s', '59 s'],
	[59_960, '1 min 0 s', '59 s'],
	[302_000, '5 min 2 s', '5 min 2 s'],
])('%i ms is %s, and %s while it runs', (ms, finished, running) => {
	expect(formatDuration(ms)).toBe(finished);
	expect(formatRunning(ms)).toBe(running);
});
