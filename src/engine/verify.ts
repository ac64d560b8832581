import type {Lesson} from '../lesson/types.ts';
import type {CheckResult} from './check.ts';
import type {Blame, Outcome} from './events.ts';
import {explain} from './failure.ts';
import type {PlannedLesson} from './plan.ts';
import type {Place, Session} from './session.ts';

export interface SessionResult {
	outcome: Outcome;
	/** Who is to blame when the outcome is `failed`. */
	blame: Blame | undefined;
	message: string | undefined;
	/** Cancelled by the session's signal. */
	interrupted: boolean;
	durationMs: number;
}

/** How a step or all of it ended. */
interface Ending {
	outcome: Outcome;
	reason?: string;
	blame?: Blame;
}

const passed: Ending = {outcome: 'passed'};
const interrupted: Ending = {outcome: 'notRun', reason: 'interrupted'};

/**
 * Proves a course: before each step's actions every check is red, after them green, and at the end nothing is
 * left of what was made. Whatever happens ends in the result, not in an error.
 */
export async function verify(session: Session): Promise<SessionResult> {
	const started = session.clock.now();
	let ending = passed;
	try {
		await session.start();
		for (let run = 1; run <= session.repeat && ending.outcome === 'passed'; run++) {
			session.emit({type: 'runStarted', run});
			const walked = await walk(session, run);
			const {ok, remaining, message} = await session.tearDown(run);
			ending = walked;
			if (walked.outcome === 'passed' && !ok) {
				const left = remaining.length > 0 ? `Left behind: ${remaining.join(', ')}.` : 'The teardown failed.';
				ending = {outcome: 'failed', blame: 'lesson', reason: [left, message].filter(Boolean).join('\n')};
			}
		}
	} catch (error) {
		ending = session.signal.aborted ? interrupted : failed(error);
	} finally {
		session.close();
	}

	const durationMs = session.clock.now() - started;
	const {outcome, blame, reason: message} = ending;
	const isInterrupted = ending === interrupted;
	session.emit({
		type: 'sessionFinished',
		outcome,
		...(blame !== undefined && {blame}),
		durationMs,
		...(message !== undefined && {message}),
		...(isInterrupted && {interrupted: true}),
	});
	return {outcome, blame, message, interrupted: isInterrupted, durationMs};
}

/** Walks the lessons until one fails. */
async function walk(session: Session, run: number): Promise<Ending> {
	let stop: {ending: Ending; reason: string} | undefined;
	for (const planned of session.lessons) {
		const {lesson, skipped} = planned;
		const started = session.clock.now();
		let ending: Ending;
		if (stop !== undefined) {
			ending = {outcome: 'notRun', reason: stop.reason};
		} else if (skipped === undefined) {
			session.emit({type: 'lessonStarted', run, lesson: lesson.id});
			ending = await walkLesson(session, run, planned);
			await session.findVersions();
		} else {
			ending = {outcome: 'skipped', reason: skipped};
		}

		const {outcome, reason} = ending;
		const durationMs = session.clock.now() - started;
		session.emit({
			type: 'lessonFinished',
			run,
			lesson: lesson.id,
			outcome,
			...(reason !== undefined && {reason}),
			durationMs,
		});
		if (stop === undefined && outcome !== 'passed' && outcome !== 'skipped') {
			stop = {ending, reason: ending === interrupted ? 'interrupted' : `the lesson ${lesson.id} failed`};
		}
	}

	return stop?.ending ?? passed;
}

async function walkLesson(session: Session, run: number, {lesson, steps}: PlannedLesson): Promise<Ending> {
	let ending = passed;
	for (const {step, skipped} of steps) {
		const place = {run, lesson, step};
		const started = session.clock.now();
		let result: Ending;
		if (ending !== passed) {
			result = {outcome: 'notRun', reason: ending === interrupted ? 'interrupted' : 'an earlier step failed'};
		} else if (skipped === undefined) {
			session.emit({type: 'stepStarted', ...names(lesson, place)});
			result = await walkStep(session, place);
		} else {
			result = {outcome: 'skipped', reason: skipped};
		}

		session.emit({
			type: 'stepFinished',
			...result,
			durationMs: session.clock.now() - started,
			...names(lesson, place),
		});
		if (ending === passed && (result.outcome === 'failed' || result === interrupted)) {
			ending =
				result === interrupted
					? interrupted
					: {...result, reason: `${lesson.id}/${step.id}: ${result.reason}`};
		}
	}

	return ending;
}

async function walkStep(session: Session, place: Place): Promise<Ending> {
	try {
		const before = await session.lookBefore(place);
		const early = before.filter(({check, state}) => state.status === 'green' && !mayBeGreen(check));
		if (early.length > 0) {
			const ids = early.map(({check}) => check.id).join(', ');
			const reason = `${ids}: green before the step has done anything, so it proves nothing`;
			return {outcome: 'failed', blame: 'lesson', reason};
		}

		await session.act(place);
		const red = (await session.watch(place)).filter(({state}) => state.status === 'red');
		return red.length === 0
			? passed
			: {outcome: 'failed', blame: worst(red), reason: red.map(describe).join('\n')};
	} catch (error) {
		return session.signal.aborted ? interrupted : failed(error);
	}
}

/** While nothing has happened a `never` is bound to hold. */
function mayBeGreen(check: CheckResult['check']): boolean {
	return check.green || check.timing.type === 'never';
}

function describe({check, state}: CheckResult): string {
	return `${check.id}: expected ${state.expected}, found ${state.found}${state.message === undefined ? '' : `. ${state.message}`}`;
}

/** What the environment lacks explains the checks that are red after it. */
function worst(red: readonly CheckResult[]): Blame {
	const order: Blame[] = ['doklab', 'environment', 'lesson'];
	return order.find((blame) => red.some((result) => result.blame === blame))!;
}

function failed(error: unknown): Ending {
	const {message, blame} = explain(error);
	return {outcome: 'failed', blame, reason: message};
}

function names(lesson: Lesson, {run, step}: Place): {run: number; lesson: string; step: string} {
	return {run, lesson: lesson.id, step: step.id};
}
