import {PassThrough} from 'node:stream';
import {expect, onTestFinished, test, vi} from 'vitest';
import {loadCourse} from '../../src/lesson/load.ts';
import {systemClock} from '../../src/lib/clock.ts';
import {runPlain, type PlainOptions} from '../../src/plain/index.ts';
import {temporaryDirectory} from '../helpers/directory.ts';
import {createSink} from '../helpers/screen.ts';
import {checkState, FakeWorkshop} from './fake-workshop.ts';

const small = new URL('../fixtures/courses/small', import.meta.url).pathname;

async function talk({isTty = false, ...more}: Partial<PlainOptions> & {isTty?: boolean} = {}) {
	const course = await loadCourse(small, {signal: AbortSignal.timeout(10_000)});
	const workshop = new FakeWorkshop(course);
	const input = Object.assign(new PassThrough(), {isTTY: isTty});
	const output = createSink();
	const directory = await temporaryDirectory();
	let interrupt = () => {};
	const start = () =>
		runPlain({
			workshop,
			language: 'en',
			input,
			output,
			env: {},
			workspace: directory,
			summaryDirectory: directory,
			temporary: directory,
			clock: systemClock,
			signal: AbortSignal.timeout(20_000),
			onInterrupt(handler) {
				interrupt = handler;
				return () => {};
			},
			...more,
		});
	onTestFinished(() => void input.end());
	const type = (...lines: string[]) => input.write(lines.map((line) => `${line}\n`).join(''));
	const says = (text: string) => vi.waitFor(() => expect(output.text()).toContain(text), {timeout: 5000});
	return {workshop, input, output, directory, start, type, says, interrupt: () => interrupt()};
}

const firstStep = `A small course
doklab 0.1.0, Kubernetes 1.36.2, on the playground.

Lesson 1 of 2: First. About 2 minutes.

Start.

Step 1 of 1: Apply it.

Words.

1 check:
1. The ConfigMap is there

Commands:
    kubectl apply -f manifests/objects.yaml
    $EDITOR notes/one.txt

Press Enter to run it, s to skip, h for a hint, ? for all commands.
> `;

const summary = `
Summary: 1 of 2 lessons proved, 1 min 1 s in this session.
1. First: proved, 59.0 s
Still running: The playground runs. To remove it: doklab down --delete
`;

test('a course is done by sending Enter through a pipe: each line waits until it makes sense', async () => {
	const {workshop, input, output, start} = await talk();
	workshop.onRun = async () => {
		workshop.act('one\ntw');
		await Promise.resolve();
		workshop.prove();
	};
	input.end('\n\n\n');

	expect(await start()).toBe(0);
	const first = `
Running: do 1
  one
  tw
Done in 0.1 s.
Running: do 2
  one
  tw
Done in 0.1 s.
check 1 of 1 green after 1.9 s: The ConfigMap is there
Step 1 of 1 is proved, after 2.0 s.
Lesson 1 of 2, First, is proved, after 2.0 s.

Press Enter to go on, ? for all commands.
> 

Lesson 2 of 2: Second. About 1 minute.

Step 1 of 1: Run it.

Words.

1 check:
1. The file says so

Command: echo done > out.txt

Press Enter to run it, s to skip, h for a hint, ? for all commands.
> 
Running: do 1
  one
  tw
Done in 0.1 s.
check 1 of 1 green after 1.9 s: The file says so
Step 1 of 1 is proved, after 2.0 s.
Lesson 2 of 2, Second, is proved, after 2.0 s.

That was the last step. Press Enter for the summary and to quit, ? for all
commands.
`;
	expect(output.text()).toBe(`${firstStep}${first}${summary}`);
	expect(workshop.asked).toEqual(['run', 'next', 'run', 'close']);
});

test('a step that is done by hand is noticed without Enter, and Enter goes on', async () => {
	const {workshop, start, type, says} = await talk({isTty: true});
	const ended = start();
	await says('Press Enter to run it');
	workshop.prove({byHand: true});

	await says('check 1 of 1 green: The ConfigMap is there\nStep 1 of 1 is proved, done by hand, after 2.0 s.');
	await says('Press Enter to go on');
	type('');
	await says('Lesson 2 of 2: Second.');
	type('q', 'n');
	expect(await ended).toBe(0);
	expect(workshop.asked).toEqual(['next', 'close']);
});

test('a red check says why, what was expected and what an engineer would look at', async () => {
	const {workshop, input, output, start} = await talk();
	workshop.onRun = () => {
		workshop.act('');
		const red = checkState('red', {
			durationMs: 300_000,
			expected: 'data.color = blue',
			found: 'data.color = green',
			message: 'Somebody has changed it.',
		});
		workshop.say('exists', red);
		const evidence = [{title: 'Events of ConfigMap settings', lines: ['1s  Normal  Changed']}];
		workshop.say('exists', {...red, evidence});
	};
	input.end('\n');

	await start();
	expect(output.text()).toContain(`
check 1 of 1 red after 5 min 0 s: The ConfigMap is there
  why: Somebody has changed it.
  expected: data.color = blue
  found: data.color = green
  Events of ConfigMap settings:
    1s  Normal  Changed

Press Enter to run it again, r to look again, h for a hint, s to skip, ? for all
commands.
`);
});

test('what a command writes is shown without its escapes', async () => {
	const {workshop, input, output, start} = await talk();
	workshop.onRun = () => {
		workshop.act('\u001B[2J\u001B[31mred\u001B[0m\r\n');
		workshop.prove();
	};
	input.end('\n');

	await start();
	expect(output.text()).toContain('\n  red\n');
	expect(output.text()).not.toContain('\u001B');
});

test('hint, manifest, difference, lessons and language are answered in lines', async () => {
	const {input, output, start, workshop} = await talk();
	input.end(['h', 'v', 'd', 'g', 'what', 'l', 'ｈ'].join('\n'));

	await start();
	const text = output.text();
	expect(text).toContain('> h\nHint 1 of 1: Apply it.\n');
	expect(text).toContain('> v\nmanifests/objects.yaml:\nkind: ConfigMap\ndata:\n  color: blue\n');
	expect(text).toContain(
		'manifests/objects.yaml: minus is the manifest, plus is the cluster.\n kind: ConfigMap\n data:\n-  color: blue\n+  color: red\n',
	);
	expect(text).toContain('> g\nLessons:\n1. First: later, you are here\n2. Second: later\n');
	expect(text).toContain('There is no command "what". Type ? for all commands.\n');
	expect(text).toContain(
		'日本語です。\n\nレッスン 1 / 2: 最初 約 2 分\n\n始めます。\n\nステップ 1 / 1: 適用する\n',
	);
	expect(text).toContain('> ｈ\nヒント 1 / 1: 適用します。\n');
	expect(workshop.asked).toEqual(['language ja', 'close']);
});

test('going to a lesson asks before it replays what the lesson needs', async () => {
	const {workshop, input, output, start} = await talk();
	workshop.missing = ['first'];
	input.end('g sec\ny\n');

	await start();
	expect(output.text()).toContain(
		'> g sec\nSecond needs what these lessons make: First. Do them now? y/N\n> y\nDoing again what is needed: First.\nAll of it is done.\n\nLesson 2 of 2: Second.',
	);
	expect(workshop.asked).toEqual(['replay first', 'close']);
});

test('a cluster that is gone is rebuilt only when that is wanted', async () => {
	const {workshop, input, output, start} = await talk();
	workshop.lost = ['first'];
	input.end('n\n');

	await start();
	expect(output.text()).toContain('The cluster that these lessons were done on is gone: First.\n');
	expect(output.text()).toContain('Build it again, up to where you were? y/N\n> n\n');
	expect(workshop.asked).toEqual(['close']);
});

test('Ctrl-C ends what runs, and twice quits with the summary', async () => {
	const {workshop, start, type, says, interrupt, output} = await talk({isTty: true});
	workshop.onRun = () => workshop.cancelled();
	const ended = start();
	await says('Press Enter to run it');
	type('');
	await vi.waitFor(() => expect(workshop.asked).toEqual(['run']));
	interrupt();
	await says('Ending what runs. Ctrl-C again quits.\n');
	expect(workshop.asked).toEqual(['run', 'cancel']);
	interrupt();
	expect(await ended).toBe(130);
	expect(output.text().endsWith(summary)).toBe(true);
});

test('while something runs, another step cannot be started', async () => {
	const {workshop, start, type, says, input} = await talk({isTty: true});
	workshop.onRun = () => workshop.cancelled();
	const ended = start();
	await says('Press Enter to run it');
	type('', 'n');
	await says('Something runs. Wait for it, or end it with Ctrl-C.\n');
	input.end();
	expect(await ended).toBe(0);
	expect(workshop.asked).toEqual(['run', 'cancel', 'close']);
});

test('a program that needs a terminal is not started without one', async () => {
	const {input, output, start} = await talk();
	input.end('shell\n');

	await start();
	expect(output.text()).toContain('> shell\nA shell needs a terminal, and the input is not one.\n');
});

test('the summary is saved where that is wanted, and says where', async () => {
	const {input, output, start, directory} = await talk();
	input.end('q\ny\n');

	await start();
	expect(output.text()).toContain('Save this summary as Markdown? y/N\n> y\nSaved: ');
	expect(output.text().replaceAll('\n', '')).toContain(`${directory}/doklab-summary-`);
});

test('the end of the session by a signal rejects with its reason, and the workshop is closed', async () => {
	const controller = new AbortController();
	const {workshop, start, says} = await talk({isTty: true, signal: controller.signal});
	const ended = start();
	await says('Press Enter to run it');
	controller.abort(new Error('terminated'));
	await expect(ended).rejects.toThrow('terminated');
	expect(workshop.asked).toEqual(['close']);
});

test('who comes back is told how far things are, before the step, and a proved step is not run again', async () => {
	const {workshop, start, input, output} = await talk();
	workshop.proved = ['first'];
	input.end('\n');

	await start();
	expect(output.text()).toContain(
		'on the playground.\nWelcome back. 1 of 2 lessons proved.\n\nLesson 1 of 2: First. About 2 minutes.',
	);
	expect(workshop.asked).toEqual(['next', 'close']);
});
