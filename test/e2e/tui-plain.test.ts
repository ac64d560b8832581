import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {useLearner} from './tui-learner.ts';
import type {Learner} from './tui-learner.ts';
import {enterOf, opened, pressEnter} from './tui-screen.ts';

const learner = useLearner();

/** Runs doklab with `lines` on its standard input, a pipe. */
function pipe(
	{person, env}: Learner,
	lines: string[],
	...argv: string[]
): Promise<{exitCode: number | null; stdout: string; stderr: string}> {
	const child = spawn(join(person.directory, 'node'), [join(person.directory, 'dist', 'bin.js'), ...argv], {
		cwd: person.directory,
		env,
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	child.stdin.end(lines.map((line) => `${line}\n`).join(''));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve({exitCode, stdout, stderr}));
	});
}

test('the first three lessons through a pipe: plain lines that say everything, and an end', async (context) => {
	const me = learner(context);
	// Run and go on, for each of: pin, need | up, rest of cluster | namespace.
	const {exitCode, stdout, stderr} = await pipe(
		me,
		Array.from({length: 24}, () => ''),
		'--plain',
		'--lang',
		'en',
	);
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	expect(stdout).toContain('Lesson 1 of 11, Tools, is proved');
	expect(stdout).toContain('Lesson 2 of 11, A cluster of four nodes, is proved');
	expect(stdout).toContain('Lesson 3 of 11, A namespace for the database, is proved');
	expect(stdout).toMatch(/Summary: \d+ of 11 lessons proved/);
	// No escape sequences, no frames, no redrawing.
	expect(stdout).not.toContain('\u001B');
	expect(stdout).not.toMatch(/[\r─-╿]/u);
});

test('NO_COLOR: no colour on any screen', async (context) => {
	const terminal = learner(context).open(
		{columns: 160, rows: 45, env: {NO_COLOR: '1'}},
		'start',
		'--lang',
		'ja',
	);
	let written = '';
	terminal.onWrite((text) => (written += text));
	await opened(terminal);
	await pressEnter(terminal, (rows) => enterOf(rows) === '次のステップ');
	terminal.type('?');
	await terminal.waitFor('調べる・作業する');
	terminal.type('Escape');
	await terminal.waitFor((rows) => enterOf(rows) === '次のステップ');
	terminal.type('/');
	await terminal.waitFor('cleanup');

	const colors = terminal
		.cells()
		.flat()
		.filter(({foreground, background}) => foreground !== 'default' || background !== 'default');
	expect(colors).toEqual([]);
	// SGR 30 to 49 and 90 to 107 are colours.
	expect(
		written.split('\u001B').filter((text) => /^\[(?:\d+;)*(?:3\d|4\d|9\d|10[0-7])[;m]/.test(text)),
	).toEqual([]);
});

test('LANG=C: nothing but ASCII is written', async (context) => {
	const terminal = learner(context).open({columns: 160, rows: 45, env: {LANG: 'C'}}, 'start', 'configmaps');
	let written = '';
	terminal.onWrite((text) => (written += text));
	await terminal.waitFor('only look');
	terminal.type('o');
	await terminal.waitFor((rows) => enterOf(rows) === 'run');
	for (const [key, text] of [
		['v', 'apiVersion: v1'],
		['h', 'Hint 1 of'],
		['?', 'to the beginning'],
		['/', 'go there'],
	] as const) {
		terminal.type(key);
		await terminal.waitFor(text);
		terminal.type('Escape');
		await terminal.waitFor((rows) => enterOf(rows) === 'run');
	}

	terminal.type('q');
	await terminal.waitFor('lessons proved');
	terminal.type('Enter');
	await terminal.exited;

	expect(new Set(Array.from(written).filter((letter) => letter > '\u007F'))).toEqual(new Set());
});
