import {checkUntilGreen, type CheckResult} from '../check.ts';
import {Failure} from '../failure.ts';
import {runActions} from '../run-actions.ts';
import type {Room} from './room.ts';
import type {Place} from './route.ts';
import {words} from './words.ts';

/** Does the steps of these lessons, in the course's order; see replaySteps. */
export async function replay(room: Room, lessons: readonly string[], signal: AbortSignal): Promise<void> {
	const places = room.route.places.filter(({lesson}) => lessons.includes(lesson.id));
	await replaySteps(room, places, signal);
}

/**
 * Does steps as their learner would, and waits for their checks; each is proved by that. Throws what an action
 * throws, and Failure for a check that stays red.
 */
export async function replaySteps(room: Room, places: readonly Place[], signal: AbortSignal): Promise<void> {
	const {bench, ledger, emit} = room;
	for (const place of places) {
		signal.throwIfAborted();
		const {lesson, step} = place;
		const at = {run: 1, lesson: lesson.id, step: step.id};
		const started = bench.clock.now();
		await runActions(step, bench, {at, signal, emit});
		const results = await watchAll(room, place, signal);
		const red = results.find(({state}) => state.status === 'red');
		if (red !== undefined) {
			const {expected, found, message} = red.state;
			const reason = `${red.check.title[bench.language]}: ${message ?? `${found} (${expected})`}`;
			throw new Failure(words[bench.language].stepFailed(step.heading[bench.language], reason), red.blame);
		}

		ledger.prove(place, {byHand: false, durationMs: bench.clock.now() - started});
	}
}

async function watchAll(
	{bench, emit}: Room,
	{lesson, step}: Place,
	outer: AbortSignal,
): Promise<CheckResult[]> {
	const controller = new AbortController();
	const signal = AbortSignal.any([outer, controller.signal]);
	const running = step.checks.map(async (check) => {
		const show = (state: CheckResult['state']) =>
			emit({
				type: 'checkChanged',
				check: check.id,
				phase: 'after',
				state,
				run: 1,
				lesson: lesson.id,
				step: step.id,
			});
		const result = await checkUntilGreen(check, bench, signal, show);
		show(result.state);
		return result;
	});
	try {
		return await Promise.all(running);
	} finally {
		controller.abort();
		await Promise.allSettled(running);
	}
}
