import {appendFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {placeFile, publishPlace, readPlace, withdrawPlace, type Place} from '../../src/effects/place.ts';
import {published} from '../../src/effects/published.ts';
import {loadCourse} from '../../src/lesson/load.ts';
import {systemClock} from '../../src/lib/clock.ts';
import {followNotes} from '../../src/plain/notes/follow-notes.ts';
import {notesLines} from '../../src/plain/notes/notes-lines.ts';
import {temporaryDirectory} from '../helpers/directory.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {createSink, Screen} from '../helpers/screen.ts';
import {FakeWorkshop} from './fake-workshop.ts';

const small = new URL('../fixtures/courses/small', import.meta.url).pathname;
const load = () => loadCourse(small, {signal: AbortSignal.timeout(10_000)});
const place: Place = {
	pid: process.pid,
	root: small,
	platform: 'playground',
	lesson: 'first',
	step: 'apply',
	language: 'en',
	proved: [],
	isStepProved: false,
	lessonStartedAt: 0,
};

test('the notes of a step stand with its commands, its hints in full, what comes next and the time', async () => {
	const course = await load();
	course.lessons[0]!.steps[0]!.notes = {en: 'Ask who *knows*.', ja: '問う。'};
	expect(notesLines({...place, isStepProved: true}, {course, width: 60, now: 5 * 60_000})).toEqual([
		'Lesson 1 of 2: First.',
		'Step 1 of 1: Apply it (proved)',
		'5 min since the lesson began; 2 are planned.',
		'0 of 2 lessons proved.',
		'',
		'Notes',
		'  Ask who knows.',
		'',
		'Commands',
		'  kubectl apply -f manifests/objects.yaml',
		'  $EDITOR notes/one.txt',
		'',
		'Hints',
		'  1. Apply it.',
		'',
		'Next',
		'  Lesson 2 of 2: Second.',
	]);
	const last = {...place, lesson: 'second', step: 'run', language: 'ja' as const, proved: ['first']};
	expect(notesLines(last, {course, width: 60, now: 0})).toEqual([
		'レッスン 2 / 2: 二番目',
		'ステップ 1 / 1: 実行する',
		'レッスン開始から 0 分 (予定 1 分)',
		'2 レッスン中 1 レッスンを確認済み',
		'',
		'ノート',
		'  このステップのノートはありません。',
		'',
		'コマンド',
		'  echo done > out.txt',
		'',
		'次',
		'  最後のステップです。',
	]);
});

test('a workshop publishes where it is, and withdraws it when it ends', async () => {
	const file = placeFile(await temporaryDirectory());
	const workshop = new FakeWorkshop(await load());
	const clock = new FakeClock();
	clock.moveTo(1000);
	const errors: Error[] = [];
	const onError = (error: Error) => void errors.push(error);
	const open = published(workshop, {file, pid: process.pid, language: 'en', clock, onError});
	await open.open();
	await vi.waitFor(async () => expect(await readPlace(file)).toEqual({...place, lessonStartedAt: 1000}));
	clock.moveTo(2000);
	workshop.prove();
	open.setLanguage('ja');
	await vi.waitFor(async () =>
		expect(await readPlace(file)).toEqual({
			...place,
			lessonStartedAt: 1000,
			proved: ['first'],
			isStepProved: true,
			language: 'ja',
		}),
	);
	await open.close();
	expect(await readPlace(file)).toBeUndefined();
	expect(workshop.asked).toEqual(['language ja', 'close']);
	expect(errors).toEqual([]);
});

test('the place of another workshop is not withdrawn', async () => {
	const file = placeFile(await temporaryDirectory());
	await publishPlace(file, {...place, pid: 4_000_000});
	await withdrawPlace(file, process.pid);
	expect(await readPlace(file)).toMatchObject({pid: 4_000_000});
});

test('a file that is no place is none', async () => {
	const file = join(await temporaryDirectory(), 'place.json');
	for (const text of ['', '{', '[]', 'null', JSON.stringify({...place, language: 'fr'})]) {
		await writeFile(file, text);
		expect(await readPlace(file)).toBeUndefined();
	}
});

async function follow(screen: Screen) {
	const file = placeFile(await temporaryDirectory());
	const controller = new AbortController();
	const alive = new Set([process.pid]);
	const ended = followNotes({
		file,
		output: screen.output,
		language: 'en',
		clock: systemClock,
		signal: controller.signal,
		isRunning: (pid) => alive.has(pid),
	});
	onTestFinished(async () => {
		controller.abort();
		await ended;
		expect(screen.listeners).toBe(0);
	});
	const shows = (text: string) =>
		vi.waitFor(async () => expect(await screen.text()).toContain(text), {timeout: 5000});
	return {file, shows, alive};
}

test('notes follow the workshop, one step on the screen at a time, and say when none runs', async () => {
	const screen = new Screen();
	const {file, shows, alive} = await follow(screen);
	await shows('No workshop is running.\nStart one in another terminal: doklab');
	await publishPlace(file, place);
	await shows('Lesson 1 of 2: First.');
	expect(await screen.text()).not.toContain('No workshop');
	await publishPlace(file, {...place, lesson: 'second', step: 'run'});
	await shows('Step 1 of 1: Run it');
	expect(await screen.text()).not.toContain('Lesson 1 of 2');
	// Killed: it could not withdraw its place.
	alive.clear();
	await shows('No workshop is running.');
});

test('half a file, as no workshop writes it, does not end the notes', async () => {
	const {file, shows} = await follow(new Screen());
	await shows('No workshop');
	await appendFile(file, '{"pid": ');
	await rm(file);
	await publishPlace(file, place);
	await shows('Lesson 1 of 2: First.');
	expect(await readPlace(file)).toEqual(place);
});

test('through a pipe each step is written once', async () => {
	const file = placeFile(await temporaryDirectory());
	await publishPlace(file, place);
	const output = createSink();
	const controller = new AbortController();
	const ended = followNotes({
		file,
		output,
		language: 'en',
		clock: systemClock,
		signal: controller.signal,
		isRunning: () => true,
	});
	await vi.waitFor(() => expect(output.text()).toContain('Lesson 1 of 2'));
	await publishPlace(file, {...place, step: 'apply', isStepProved: true});
	await vi.waitFor(() => expect(output.text()).toContain('Apply it (proved)'));
	controller.abort();
	await ended;
	expect(output.text().match(/Lesson 1 of 2/g)).toHaveLength(2);
	expect(output.text()).not.toContain('\u001B');
});
