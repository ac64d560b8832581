import {expect, test} from 'vitest';
import {loadCourse} from '../../src/lesson/load.ts';
import {CheckProgress} from '../../src/plain/check-progress.ts';
import {Printer} from '../../src/plain/printer.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {createSink} from '../helpers/screen.ts';
import {checkState} from './fake-workshop.ts';

const small = new URL('../fixtures/courses/small', import.meta.url).pathname;

async function follow() {
	const course = await loadCourse(small, {signal: AbortSignal.timeout(10_000)});
	const output = createSink();
	const clock = new FakeClock();
	const progress = new CheckProgress(course.lessons[0]!.steps[0]!.checks, {
		language: 'en',
		printer: new Printer(output),
		clock,
	});
	return {progress, clock, text: () => output.text()};
}

const waiting = (found: string) => checkState('waiting', {found, expected: '3'});

test('what waits is told after a second, then at most every three, with what is found by then', async () => {
	const {progress, clock, text} = await follow();
	progress.await();
	progress.update('exists', waiting('0 of 3'));
	expect(text()).toBe('');
	clock.moveTo(1000);
	expect(text()).toBe('check 1 of 1 waiting, found 0 of 3: The ConfigMap is there\n');
	clock.moveTo(1500);
	progress.update('exists', waiting('1 of 3'));
	clock.moveTo(2000);
	progress.update('exists', waiting('2 of 3'));
	clock.moveTo(3999);
	expect(text().split('\n')).toHaveLength(2);
	clock.moveTo(4000);
	expect(text().split('\n')[1]).toBe('check 1 of 1 waiting, found 2 of 3: The ConfigMap is there');
});

test('what is green before its second is over was never waited for', async () => {
	const {progress, clock, text} = await follow();
	progress.await();
	progress.update('exists', waiting('0 of 3'));
	clock.moveTo(900);
	progress.update('exists', checkState('green', {durationMs: 900}));
	clock.moveTo(10_000);
	expect(text()).toBe('check 1 of 1 green after 0.9 s: The ConfigMap is there\n');
});

test('before the actions a check that waits is no news, one that is green is', async () => {
	const {progress, clock, text} = await follow();
	progress.update('exists', waiting('0 of 3'));
	clock.moveTo(10_000);
	expect(text()).toBe('');
	progress.update('exists', checkState('green'));
	expect(text()).toBe('check 1 of 1 green: The ConfigMap is there\n');
});

test('a check that is not green any more is told, unless it is green again at once', async () => {
	const {progress, clock, text} = await follow();
	progress.update('exists', checkState('green'));
	progress.update('exists', waiting('0 of 3'));
	clock.moveTo(500);
	progress.update('exists', checkState('green'));
	clock.moveTo(5000);
	expect(text().split('\n')).toHaveLength(2);
	progress.update('exists', waiting('0 of 3'));
	clock.moveTo(8000);
	expect(text().split('\n')[1]).toBe('check 1 of 1 is not green any more: The ConfigMap is there');
});

test('an expression that nobody can listen to is left out', async () => {
	const {progress, clock, text} = await follow();
	progress.await();
	progress.update(
		'exists',
		checkState('waiting', {expected: 'size(objects) == 3', found: 'not size(objects) == 3'}),
	);
	clock.moveTo(1000);
	expect(text()).toBe('check 1 of 1 waiting: The ConfigMap is there\n');
});

test('a step is settled when each check is green or red, and seen when each was looked at', async () => {
	const {progress} = await follow();
	expect(progress).toMatchObject({isSeen: false, isSettled: false});
	progress.update('exists', checkState('waiting', {attempts: 0}));
	expect(progress).toMatchObject({isSeen: false, isSettled: false});
	progress.update('exists', waiting('0 of 3'));
	expect(progress).toMatchObject({isSeen: true, isSettled: false});
	progress.update('exists', checkState('red'));
	expect(progress).toMatchObject({isSettled: true, isGreen: false});
	progress.update('exists', checkState('green'));
	expect(progress).toMatchObject({isSettled: true, isGreen: true});
});
