import {expect, test} from 'vitest';
import {terminalCapabilities} from '../../src/lib/terminal-capabilities.ts';

const of = (env: NodeJS.ProcessEnv, isTty = true) => terminalCapabilities({env, isTty});

test('a terminal of today is drawn on, in its colours and in UTF-8', () => {
	const env = {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'ja_JP.UTF-8'};
	expect(terminalCapabilities({env, isTty: true, columns: 120, rows: 40})).toEqual({
		isFull: true,
		hasScreenReader: false,
		colors: 3,
		isUnicode: true,
		clipboard: 'unknown',
		columns: 120,
		rows: 40,
	});
});

test('a pipe and a dumb terminal are not drawn on, and have no colours', () => {
	expect(of({TERM: 'xterm-256color'}, false)).toMatchObject({isFull: false, colors: 0, clipboard: 'no'});
	expect(of({TERM: 'dumb'})).toMatchObject({isFull: false, colors: 0, clipboard: 'no'});
	expect(of({})).toMatchObject({isFull: false, colors: 0, columns: 80, rows: 24});
});

test.each([
	{env: {NO_COLOR: '1', COLORTERM: 'truecolor'}, colors: 0},
	{env: {NO_COLOR: ''}, colors: 2},
	{env: {NO_COLOR: '1', FORCE_COLOR: ''}, colors: 2},
	{env: {FORCE_COLOR: '0'}, colors: 0},
	{env: {FORCE_COLOR: '3'}, colors: 3},
	{env: {FORCE_COLOR: '1', COLORTERM: 'truecolor'}, colors: 1},
])('$env gives colours of level $colors', ({env, colors}) => {
	expect(of({TERM: 'xterm-256color', ...env}).colors).toBe(colors);
});

test.each([
	{env: {LANG: 'de_DE.UTF-8'}, isUnicode: true},
	{env: {LANG: 'ja_JP.eucJP'}, isUnicode: false},
	{env: {LANG: 'C', LC_CTYPE: 'C.utf8'}, isUnicode: true},
	{env: {LANG: 'de_DE.UTF-8', LC_ALL: 'C'}, isUnicode: false},
	{env: {LANG: 'de_DE.UTF-8', LC_ALL: ''}, isUnicode: true},
	{env: {LANG: 'de_DE.UTF-8', TERM: 'linux'}, isUnicode: false},
	{env: {}, isUnicode: false},
])('$env: more than ASCII is $isUnicode', ({env, isUnicode}) => {
	expect(of({TERM: 'xterm', ...env}).isUnicode).toBe(isUnicode);
});

test.each([
	{env: {TERM: 'xterm-kitty'}, clipboard: 'yes'},
	{env: {TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm'}, clipboard: 'yes'},
	{env: {TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'}, clipboard: 'no'},
	{env: {TERM: 'linux'}, clipboard: 'no'},
	{env: {TERM: 'xterm-kitty', TMUX: '/tmp/tmux-0/default,1,0'}, clipboard: 'unknown'},
])('$env: whether it has a clipboard is $clipboard', ({env, clipboard}) => {
	expect(of(env).clipboard).toBe(clipboard);
});

test.each([{ACCESSIBLE: '1'}, {INK_SCREEN_READER: 'true'}])('%o tells of a screen reader', (env) => {
	expect(of(env).hasScreenReader).toBe(true);
});

test('ACCESSIBLE=0 tells of none', () => {
	expect(of({ACCESSIBLE: '0'}).hasScreenReader).toBe(false);
});
