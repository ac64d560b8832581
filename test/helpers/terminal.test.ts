import {existsSync} from 'node:fs';
import {onTestFinished, expect, test} from 'vitest';
import {openTerminal} from './terminal.ts';
import type {TerminalOptions} from './terminal.ts';

function shell(script: string, options: Omit<TerminalOptions, 'command' | 'args'> = {}) {
	const terminal = openTerminal({...options, command: ['/bin/sh'], args: ['-c', script]});
	onTestFinished(() => terminal.close());
	return terminal;
}

test('shows what the program writes, and how it ends', async () => {
	const terminal = shell('echo one; printf "two"; exit 7');
	expect(await terminal.exited).toEqual({exitCode: 7, signal: undefined});
	expect(terminal.screen().slice(0, 3)).toEqual(['one', 'two', '']);
	expect(terminal.screen()).toHaveLength(24);
	expect(terminal.cursor).toEqual({x: 3, y: 1, isHidden: false});
});

test('types text and named keys', async () => {
	const terminal = shell('read line; echo "you said $line"; read other; echo "and $other"');
	terminal.type('hello', 'Enter');
	await terminal.waitFor('you said hello');
	terminal.type('wrong', 'Ctrl+U', 'right', 'Enter');
	expect((await terminal.waitFor(/^and right$/m)).at(0)).toBe('hello');
});

test('Ctrl-C reaches the program as a signal of the terminal', async () => {
	const terminal = shell('trap "echo caught; exit 3" INT; echo ready; while :; do sleep 0.05; done');
	await terminal.waitFor('ready');
	terminal.type('Ctrl+C');
	expect(await terminal.exited).toEqual({exitCode: 3, signal: undefined});
	expect(terminal.screen().join('\n')).toContain('caught');
});

test('a double-width character takes two columns', async () => {
	const terminal = shell('printf "日本|x"', {columns: 20, rows: 3});
	await terminal.exited;
	expect(terminal.screen()[0]).toBe('日本|x');
	expect(terminal.cell(0, 0)).toMatchObject({text: '日', width: 2});
	expect(terminal.cell(1, 0)).toMatchObject({text: '', width: 0});
	expect(terminal.cell(4, 0)).toMatchObject({text: '|', width: 1});
	expect(() => terminal.cell(20, 0)).toThrow('There is no column 20 in row 0: the screen is 20x3.');
});

test('tells colour and weight of a cell', async () => {
	const terminal = shell(
		String.raw`printf '\033[1;32mA\033[0;2;7mB\033[0;48;5;200mC\033[0;38;2;1;2;255mD\033[0mE'`,
	);
	await terminal.exited;
	expect(terminal.cell(0, 0)).toMatchObject({text: 'A', foreground: 2, bold: true, dim: false});
	expect(terminal.cell(1, 0)).toMatchObject({text: 'B', foreground: 'default', dim: true, inverse: true});
	expect(terminal.cell(2, 0)).toMatchObject({text: 'C', background: 200});
	expect(terminal.cell(3, 0)).toMatchObject({text: 'D', foreground: '#0102ff'});
	expect(terminal.cell(4, 0)).toMatchObject({
		text: 'E',
		foreground: 'default',
		background: 'default',
		bold: false,
	});
});

test('a full-screen program: the alternate buffer, application cursor keys, and the screen as it was afterwards', async () => {
	const terminal = shell(
		String.raw`echo before; printf '\033[?1049h\033[?1h\033[?25l\033[2J\033[3;4Hinside'; stty -icanon -echo; dd bs=3 count=1 2>/dev/null | od -c | head -1; printf '\033[?1049l\033[?25h'; echo after`,
	);
	await terminal.waitFor('inside');
	expect(terminal.isAlternate()).toBe(true);
	expect(terminal.cursor.isHidden).toBe(true);
	expect(terminal.screen()[2]).toBe('   inside');
	terminal.type('Up');
	await terminal.exited;
	expect(terminal.isAlternate()).toBe(false);
	expect(terminal.cursor.isHidden).toBe(false);
	expect(terminal.screen().slice(0, 2)).toEqual(['before', 'after']);
});

test('the program learns of a new size', async () => {
	const terminal = shell('trap "stty size" WINCH; stty size; while :; do sleep 0.05; done', {
		columns: 60,
		rows: 18,
	});
	await terminal.waitFor('18 60');
	terminal.resize(160, 45);
	await terminal.waitFor('45 160');
	expect(terminal.screen()).toHaveLength(45);
});

test('keeps what was copied to the clipboard (OSC 52)', async () => {
	const terminal = shell(String.raw`printf '\033]52;c;a3ViZWN0bCBnZXQgcG9kcw==\a'`);
	await terminal.exited;
	expect(terminal.clipboard()).toBe('kubectl get pods');
});

test('a wait that fails shows the whole last screen', async () => {
	const terminal = shell('echo "all there is"; sleep 60', {columns: 20, rows: 3});
	await terminal.waitFor('all there is');
	await expect(terminal.waitFor('more', {timeout: 50})).rejects.toThrow(
		'Not on the screen within 50 ms: "more"\n+--------------------+\n|all there is\n|\n|\n+--------------------+',
	);
});

test('a wait ends with the program', async () => {
	const terminal = shell('echo over', {columns: 20, rows: 1});
	await expect(terminal.waitFor('more')).rejects.toThrow(
		'The program has ended without "more" on the screen',
	);
});

test('close ends a program that does not want to, and removes its home', async () => {
	const terminal = openTerminal({
		command: ['/bin/sh'],
		args: ['-c', 'trap "" HUP; echo up; while :; do sleep 0.1; done'],
	});
	await terminal.waitFor('up');
	expect(existsSync(terminal.home)).toBe(true);
	await terminal.close();
	expect(await terminal.exited).toEqual({exitCode: 0, signal: 'SIGKILL'});
	expect(existsSync(terminal.home)).toBe(false);
});
