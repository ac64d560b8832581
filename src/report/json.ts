import type {Outcome} from '../engine/events.ts';
import {
	checkOutcome,
	emptyRecord,
	enter,
	isGreenTooSoon,
	runDuration,
	runOutcome,
	tellingRun,
} from './record.ts';
import type {CheckRecord, LessonRecord, SessionRecord, StepRecord} from './record.ts';
import type {Reporter, ReporterOptions} from './reporter.ts';

/**
 * One document, written once, at the end of the session however it ends:
 * `{format, course, platform, versions, outcome, durationMs, lessons}`. Beyond that, only where there is something to
 * say: `message` (what ended a session that did not pass) and, for a session of several runs, `runs`; `lessons` is
 * then that of the first run that failed, or of the last. `course` is null when none could be loaded.
 */
export function createJson({output, clock, platform}: ReporterOptions): Reporter {
	const record = emptyRecord();
	const startedAt = clock.now();
	return {
		handle(event) {
			enter(record, event);
		},
		end(error) {
			const document = render(record, {platform, error, elapsedMs: clock.now() - startedAt});
			output.write(`${JSON.stringify(document, undefined, 2)}\n`);
		},
	};
}

function render(
	record: SessionRecord,
	{platform, error, elapsedMs}: {platform: string; error: Error | undefined; elapsedMs: number},
) {
	const {started, finished, runs} = record;
	const message = finished?.message ?? error?.message;
	return {
		format: 1,
		course: started?.course ?? null,
		platform: started?.platform ?? platform,
		versions: record.versions,
		outcome: finished?.outcome ?? unfinishedOutcome(record),
		durationMs: milliseconds(finished?.durationMs ?? elapsedMs),
		...(message === undefined ? {} : {message}),
		lessons: tellingRun(record)?.lessons.map(renderLesson) ?? [],
		...((started?.repeat ?? 1) === 1
			? {}
			: {
					runs: runs.map((run) => ({
						run: run.run,
						outcome: runOutcome(run),
						durationMs: milliseconds(runDuration(run)),
						lessons: run.lessons.map(renderLesson),
					})),
				}),
	};
}

// What was stopped proves nothing, unless something had failed by then.
function unfinishedOutcome({started, runs}: SessionRecord): Outcome {
	return !started || runs.some((run) => runOutcome(run) === 'failed') ? 'failed' : 'notRun';
}

function renderLesson(lesson: LessonRecord) {
	return {...renderHead(lesson), steps: lesson.steps.map(renderStep)};
}

function renderStep(step: StepRecord) {
	return {...renderHead(step), checks: step.checks.map((check) => renderCheck(check, step))};
}

function renderHead({id, outcome, reason, durationMs}: LessonRecord | StepRecord) {
	return {id, outcome, ...(reason === undefined ? {} : {reason}), durationMs: milliseconds(durationMs)};
}

function renderCheck(check: CheckRecord, step: StepRecord) {
	const state = check.after ?? check.before;
	const outcome = checkOutcome(check, step);
	return {
		id: check.id,
		outcome,
		...(outcome === 'skipped' && step.reason !== undefined ? {reason: step.reason} : {}),
		durationMs: milliseconds(check.after?.durationMs ?? 0),
		attempts: state?.attempts ?? 0,
		expected: state?.expected ?? null,
		found: state?.found ?? null,
		message: state?.message ?? (isGreenTooSoon(check, step) ? (step.reason ?? null) : null),
	};
}

function milliseconds(value: number): number {
	return Math.round(value);
}
