import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {describeForPeople} from '../helpers/people.ts';
import {run} from '../helpers/program.ts';
import type {Person} from '../helpers/program.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {courseOfSteps} from '../lesson/course-copy.ts';

// More than the course has steps and questions: what is left over is not read.
const enough = '\n'.repeat(120);

const languages = [
	{
		language: 'en',
		proved: /^Summary: 11 of 11 lessons proved, /m,
		trouble: /^check \d+ of \d+ red.*|^Failed after.*/m,
		gone: 'Nothing is running any more.',
	},
	{
		language: 'ja',
		proved: /^まとめ: 11 レッスン中 11 レッスンを確認しました。/m,
		trouble: /.*(?:不成立|失敗しました).*/,
		gone: '動いているものはありません。',
	},
];

describeForPeople('the base course in plain text', (who) => {
	for (const {language, proved, trouble, gone} of languages) {
		test(`is done by sending Enter through a pipe (${language})`, async (context) => {
			const person = who(context);
			const home = join(person.env.HOME!, `plain-${language}`);
			const learner = {...person, env: {...person.env, DOKLAB_HOME: home}};
			onTestFinished(async () => {
				await run(learner, ['down', '--delete']);
			});
			const {exitCode, stdout, stderr} = await typeInto(learner, ['start', '--plain', '--lang', language]);
			expect({exitCode, stderr, trouble: trouble.exec(stdout)?.[0]}).toEqual({
				exitCode: 0,
				stderr: '',
				trouble: undefined,
			});
			expect(stdout).toMatch(proved);
			expect(stdout).toContain(gone);
			// Nothing is drawn, nothing is drawn anew.
			// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
			expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
		});
	}
});

test('Ctrl-C ends the action that runs, and twice the workshop', async () => {
	const steps = '  - id: wait\n    do:\n      - run: sleep 600\n';
	const course = await courseOfSteps(steps, ['wait']);
	const terminal = openTerminal({args: ['start', '--plain', '--course', course]});
	onTestFinished(() => terminal.close());
	await terminal.waitFor('Press Enter to run it');
	terminal.type('Enter');
	await terminal.waitFor('Running: sleep 600');
	terminal.type('Ctrl+C');
	await terminal.waitFor('Ending what runs. Ctrl-C again quits.');
	await terminal.waitFor('Press Enter to run it again');
	terminal.type('Enter');
	await terminal.waitFor((screen) => screen.filter((line) => line === 'Running: sleep 600').length === 2);
	terminal.type('Ctrl+C', 'Ctrl+C');
	const screen = await terminal.waitFor(/^Summary: /m);
	expect(screen.some((line) => line.startsWith('Summary: 0 of 1 lesson proved, '))).toBe(true);
	expect(await terminal.exited).toMatchObject({exitCode: 130});
	expect(terminal.isAlternate()).toBe(false);
});

async function typeInto({directory, env, become}: Person, argv: string[]) {
	const [program = '', ...args] = [
		...become,
		join(directory, 'node'),
		join(directory, 'dist', 'bin.js'),
		...argv,
	];
	const child = spawn(program, args, {cwd: directory, env});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	// It may leave before it has read everything.
	child.stdin.on('error', () => undefined).end(enough);
	const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	return {exitCode, stdout, stderr};
}
