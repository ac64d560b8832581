import stringWidth from 'string-width';
import {runDuration, runOutcome, tellingRun} from '../record.ts';
import type {LessonRecord, RunRecord, SessionRecord} from '../record.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import type {View} from './step-lines.ts';
import {pad, truncate, wrap} from './text.ts';

/** The end of a session: each lesson with its time, then one sentence that says what it all means. */
export function summary(record: SessionRecord, view: View): string[] {
	const run = tellingRun(record);
	if (!run || !record.finished) {
		return [];
	}

	return ['', ...runLines(record, view), ...lessonTable(run, view), '', ...verdict(record, run, view)];
}

function runLines({runs}: SessionRecord, {style, words}: View): string[] {
	if (runs.length < 2) {
		return [];
	}

	return [
		...runs.map((run) => {
			const outcome = runOutcome(run);
			return `  ${style.sign[outcome]} ${words.runLine(run.run, outcome, formatDuration(runDuration(run)))}`;
		}),
		'',
	];
}

function lessonTable({lessons}: RunRecord, view: View): string[] {
	const {style, width} = view;
	const titleWidth = Math.min(Math.max(...lessons.map(({title}) => stringWidth(title))), width - 34);
	const counts = lessons.map((lesson) => stepCount(lesson, view));
	const countWidth = Math.max(...counts.map((count) => stringWidth(count)));
	return lessons.map((lesson, index) => {
		const title = pad(truncate(lesson.title, titleWidth), titleWidth);
		if (lesson.outcome === 'skipped' || lesson.outcome === 'notRun') {
			const why = counts[index] ?? '';
			return `  ${style.sign[lesson.outcome]} ${style.color.dim(`${title}  ${truncate(why, width - titleWidth - 6)}`)}`;
		}

		const time = formatDuration(lesson.durationMs).padStart(12);
		return `  ${style.sign[lesson.outcome]} ${title}  ${style.color.dim(pad(counts[index] ?? '', countWidth) + time)}`;
	});
}

function stepCount({outcome, reason, steps}: LessonRecord, {words}: View): string {
	const passed = steps.filter((step) => step.outcome === 'passed').length;
	switch (outcome) {
		case 'passed':
			return words.steps(passed);
		case 'failed':
			return words.stepsOf(passed, steps.filter((step) => step.outcome !== 'skipped').length);
		case 'skipped':
			return words.skipped(reason ?? '');
		case 'notRun':
			return words.notRun;
	}
}

function verdict({runs, finished}: SessionRecord, run: RunRecord, view: View): string[] {
	const {style, words, width} = view;
	const time = formatDuration(finished?.durationMs ?? 0);
	const walked = runs.flatMap(({lessons}) => lessons).filter(({outcome}) => outcome === 'passed');
	const steps = walked.flatMap((lesson) => lesson.steps).filter(({outcome}) => outcome === 'passed');
	if (finished?.outcome === 'passed') {
		const checks = steps.reduce((sum, step) => sum + step.checks.length, 0);
		const text = words.proved(walked.length, steps.length, checks, time);
		return wrap(text, width).map((line) => style.color.bold.green(line));
	}

	const count = {passed: 0, failed: 0, skipped: 0, notRun: 0};
	for (const {outcome} of run.lessons) {
		count[outcome] += 1;
	}

	const failed = run.lessons.find(({outcome}) => outcome === 'failed');
	const step = failed?.steps.find(({outcome}) => outcome === 'failed');
	const blame = words.blame[finished?.blame ?? 'lesson'];
	return [
		style.color.bold.red(words.notProved),
		...(failed && step ? wrap(words.failedAt(failed.title, step.title), width) : []),
		// Otherwise it has been told where it happened.
		...(failed || run.teardown?.ok === false || finished?.interrupted
			? []
			: wrap(finished?.message ?? '', width)),
		...(blame === '' ? [] : wrap(blame, width)),
		words.counts(count, time),
	];
}
