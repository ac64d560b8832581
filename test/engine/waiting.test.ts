import {expect, test} from 'vitest';
import {evaluation, type Evaluation} from '../../src/engine/evaluation.ts';
import {waitFor, type Source, type Verdict} from '../../src/engine/waiting.ts';
import type {Timing} from '../../src/lesson/types.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

const isTrue = evaluation(true, 'it', 'it');
const isFalse = evaluation(false, 'it', 'other');
const unknown = evaluation(false, 'it', 'no answer', {truth: 'unknown'});

/** Starts a wait; the looks come from the test, at the times that it moves the clock to. */
function start(timing: Timing, signal = new AbortController().signal) {
	const clock = new FakeClock();
	let offer: (evaluation: Evaluation) => void = () => undefined;
	let isLetGo = false;
	const source: Source = (onEvaluation, inner) => {
		offer = onEvaluation;
		return new Promise((resolve) => {
			inner.addEventListener('abort', () => {
				isLetGo = true;
				resolve();
			});
		});
	};
	let verdict: Verdict | undefined;
	const done = waitFor(timing, source, {clock, signal}).then((result) => (verdict = result));
	return {
		done,
		see(time: number, seen: Evaluation) {
			clock.moveTo(time);
			offer(seen);
		},
		moveTo: (time: number) => clock.moveTo(time),
		async settled() {
			// A settled promise is seen after the tasks that are due.
			await new Promise((resolve) => setImmediate(resolve));
			return (
				verdict && {isGreen: verdict.isGreen, durationMs: verdict.durationMs, attempts: verdict.attempts}
			);
		},
		isLetGo: () => isLetGo,
		pending: () => clock.pending,
	};
}

test('within: green as soon as it is true', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 0});
	wait.see(100, isFalse);
	expect(await wait.settled()).toBeUndefined();
	wait.see(300, isTrue);
	expect(await wait.settled()).toEqual({isGreen: true, durationMs: 300, attempts: 2});
	expect(wait.isLetGo()).toBe(true);
	expect(wait.pending()).toBe(0);
});

test('within: red when the time is over', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 0});
	wait.see(100, isFalse);
	wait.moveTo(999);
	expect(await wait.settled()).toBeUndefined();
	wait.moveTo(1000);
	expect(await wait.settled()).toEqual({isGreen: false, durationMs: 1000, attempts: 1});
});

test('within: an error that can pass is waited through, one that cannot ends the wait', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 0});
	wait.see(100, unknown);
	expect(await wait.settled()).toBeUndefined();
	wait.see(200, {...isFalse, isFinal: true});
	expect(await wait.settled()).toEqual({isGreen: false, durationMs: 200, attempts: 2});
});

test('stableFor: green once it has stayed true for so long, without another look', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 500});
	wait.see(100, isTrue);
	wait.see(300, isFalse);
	wait.see(400, isTrue);
	wait.see(600, isTrue);
	wait.moveTo(899);
	expect(await wait.settled()).toBeUndefined();
	wait.moveTo(900);
	expect(await wait.settled()).toMatchObject({isGreen: true, durationMs: 900});
});

test('stableFor: what became true in time may prove itself after the time', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 500});
	wait.see(900, isTrue);
	wait.moveTo(1300);
	expect(await wait.settled()).toBeUndefined();
	wait.moveTo(1400);
	expect(await wait.settled()).toMatchObject({isGreen: true, durationMs: 1400});
});

test('stableFor: what does not stay true after the time is red', async () => {
	const wait = start({type: 'within', within: 1000, stableFor: 500});
	wait.see(900, isTrue);
	wait.see(1200, isFalse);
	expect(await wait.settled()).toMatchObject({isGreen: false, durationMs: 1200});
});

test('consistently: green at the end, red at the first look that is false', async () => {
	const good = start({type: 'consistently', duration: 1000});
	good.see(100, isTrue);
	good.see(500, unknown);
	good.moveTo(1000);
	expect(await good.settled()).toMatchObject({isGreen: true, durationMs: 1000});
	const bad = start({type: 'consistently', duration: 1000});
	bad.see(100, isTrue);
	bad.see(200, isFalse);
	expect(await bad.settled()).toMatchObject({isGreen: false, durationMs: 200});
});

test('never: red at the first look that is true, green at the end', async () => {
	const good = start({type: 'never', duration: 1000});
	good.see(100, isFalse);
	good.moveTo(1000);
	expect(await good.settled()).toMatchObject({isGreen: true});
	const bad = start({type: 'never', duration: 1000});
	bad.see(100, isFalse);
	bad.see(200, isTrue);
	expect(await bad.settled()).toMatchObject({isGreen: false, durationMs: 200});
});

test.each(['consistently', 'never'] as const)('%s: red when nothing could be seen', async (type) => {
	const wait = start({type, duration: 1000});
	wait.see(100, unknown);
	wait.moveTo(1000);
	expect(await wait.settled()).toMatchObject({isGreen: false});
});

test('an abort ends the wait with its reason', async () => {
	const controller = new AbortController();
	const wait = start({type: 'within', within: 1000, stableFor: 0}, controller.signal);
	controller.abort(new Error('stop'));
	await expect(wait.done).rejects.toThrow('stop');
	expect(wait.isLetGo()).toBe(true);
	expect(wait.pending()).toBe(0);
});
