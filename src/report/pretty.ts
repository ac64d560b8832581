import type {SessionEvent} from '../engine/events.ts';
import {failedStep} from './pretty/failure-lines.ts';
import {formatDuration} from '../lib/text/duration.ts';
import {LiveRegion} from './pretty/live-region.ts';
import {checkLine, finishedStep, runningStep, wholeCommand} from './pretty/step-lines.ts';
import type {View} from './pretty/step-lines.ts';
import {createStyle} from './pretty/style.ts';
import {summary} from './pretty/summary-lines.ts';
import {plainText, spread, truncate, wrap} from './pretty/text.ts';
import {emptyRecord, enter, lessonOf, stepOf} from './record.ts';
import type {SessionRecord, StepRecord} from './record.ts';
import type {Reporter, ReporterOptions} from './reporter.ts';
import {words} from './words.ts';

/** Wider lines are hard to read: the eye loses the line between a title and its time. */
const widest = 100;

/** What runs at this moment. */
type Now =
	| {type: 'nothing'}
	| {type: 'step'; step: StepRecord; since: number}
	| {type: 'teardown'; text: string};

/**
 * For people. In a terminal the running step is drawn in place and finished steps scroll away, one line each;
 * elsewhere a plain line for each thing that has happened.
 */
export function createPretty(options: ReporterOptions): Reporter {
	return options.output.isTTY ? createLive(options) : createPlain(options);
}

function createLive({output, clock, ...look}: ReporterOptions): Reporter {
	const record = emptyRecord();
	const view = createView(look, () => Math.min((output.columns ?? 80) - 1, widest));
	let now: Now = {type: 'nothing'};
	const region = new LiveRegion(output, clock, () => {
		if (now.type === 'step') {
			return runningStep(now.step, clock.now() - now.since, view);
		}

		return now.type === 'teardown' ? teardownInProgress(now.text, view) : [];
	});

	let cancelTick = () => {};
	const tick = () => {
		region.update();
		cancelTick = clock.after(1000, tick);
	};
	tick();

	return {
		handle(event) {
			enter(record, event);
			now = whatRuns(now, event, record, clock.now());
			const lines = scrolled(event, record, view);
			if (lines.length > 0) {
				region.print(lines);
			} else {
				region.update();
			}
		},
		end() {
			cancelTick();
			now = {type: 'nothing'};
			region.close();
		},
	};
}

function createPlain({output, ...look}: ReporterOptions): Reporter {
	const record = emptyRecord();
	const view = createView(look, () => 80);
	return {
		handle(event) {
			enter(record, event);
			// The details have told a step that passed already.
			const told = event.type === 'stepFinished' && event.outcome === 'passed';
			const lines = told ? [] : scrolled(event, record, view);
			for (const line of [...lines, ...inDetail(event, record, view)]) {
				output.write(`${line}\n`);
			}
		},
		end() {},
	};
}

function createView(
	{color, unicode, language}: Pick<ReporterOptions, 'color' | 'unicode' | 'language'>,
	width: () => number,
): View {
	return {
		style: createStyle({color, unicode}),
		words: words[language],
		get width() {
			return width();
		},
	};
}

function whatRuns(before: Now, event: SessionEvent, record: SessionRecord, time: number): Now {
	switch (event.type) {
		case 'stepStarted': {
			const step = stepOf(record, event);
			return step ? {type: 'step', step, since: time} : before;
		}
		case 'teardownStarted':
			return {type: 'teardown', text: ''};
		case 'teardownProgress':
			return {type: 'teardown', text: event.text};
		case 'stepFinished':
		case 'teardownFinished':
		case 'sessionFinished':
			return {type: 'nothing'};
		default:
			return before;
	}
}

// The lines that stay: of finished things only.
function scrolled(event: SessionEvent, record: SessionRecord, view: View): string[] {
	const {style, words: say, width} = view;
	switch (event.type) {
		case 'sessionStarted':
			return heading(event, view);
		case 'runStarted':
			return record.started?.repeat === 1
				? []
				: ['', style.color.bold(say.run(event.run, record.started?.repeat ?? 1))];
		case 'lessonStarted':
			return lessonHeading(event, record, view);
		case 'stepFinished': {
			const step = stepOf(record, event);
			if (!step) {
				return [];
			}

			return event.outcome === 'failed' ? failedStep(step, view) : finishedStep(step, view);
		}
		case 'lessonFinished':
			return skippedLesson(event, record, view);
		case 'teardownStarted':
			return [''];
		case 'teardownFinished':
			return tornDown(event, view);
		case 'notice': {
			const mark = event.level === 'warning' ? `${style.sign.warning} ` : '';
			return wrap(event.text, width - 4).map(
				(line, index) => `  ${index === 0 ? mark : mark && '  '}${line}`,
			);
		}
		case 'sessionFinished':
			return summary(record, view);
		default:
			return [];
	}
}

// Where nothing can be drawn again: what has begun, too, so that a log shows where it stands.
function inDetail(event: SessionEvent, record: SessionRecord, view: View): string[] {
	switch (event.type) {
		case 'stepStarted':
			return [`  ${truncate(stepOf(record, event)?.title ?? event.step, view.width - 2)}`];
		case 'actionStarted':
			return wholeCommand(event.command, view);
		case 'checkChanged': {
			const check = stepOf(record, event)?.checks.find(({id}) => id === event.check);
			// A red one ends the step, and is told in full there.
			const isTold = check && event.phase === 'after' && event.state.status === 'green';
			return isTold ? [checkLine(check.title, event.state, view)] : [];
		}
		case 'teardownStarted':
			return [`  ${view.words.teardown}`];
		default:
			return [];
	}
}

function heading(
	{title, platform, versions}: Extract<SessionEvent, {type: 'sessionStarted'}>,
	{style, width}: View,
): string[] {
	const parts = [platform, ...Object.entries(versions).map(([name, version]) => `${name} ${version}`)];
	return [
		style.color.bold(truncate(title, width)),
		...wrap(parts.join(', '), width).map((line) => style.color.dim(line)),
	];
}

function lessonHeading(
	event: {run: number; lesson: string},
	record: SessionRecord,
	{style, width}: View,
): string[] {
	const lessons = record.runs.at(-1)?.lessons ?? [];
	const number = lessons.findIndex(({id}) => id === event.lesson) + 1;
	const title = lessonOf(record, event)?.title ?? event.lesson;
	return [
		'',
		spread(
			{left: title, right: `${number}/${lessons.length}`, width},
			{left: style.color.bold, right: style.color.dim},
		),
	];
}

// A lesson that was walked has said so step by step.
function skippedLesson(
	event: Extract<SessionEvent, {type: 'lessonFinished'}>,
	record: SessionRecord,
	{style, words: say, width}: View,
): string[] {
	if (event.outcome !== 'skipped') {
		return [];
	}

	const title = lessonOf(record, event)?.title ?? event.lesson;
	const text = truncate(`${title}  ${say.skipped(event.reason ?? '')}`, width - 2);
	return ['', `${style.sign.skipped} ${style.color.dim(text)}`];
}

function teardownInProgress(text: string, {style, words: say, width}: View): string[] {
	const lines = [`  ${style.sign.running} ${truncate(say.teardown, width - 4)}`];
	return text === '' ? lines : [...lines, `      ${style.color.dim(truncate(plainText(text), width - 6))}`];
}

function tornDown(
	event: Extract<SessionEvent, {type: 'teardownFinished'}>,
	{style, words: say, width}: View,
): string[] {
	if (event.ok) {
		return [
			spread(
				{left: say.tornDown, right: formatDuration(event.durationMs), width: width - 4},
				{left: (text) => `  ${style.sign.passed} ${text}`, right: style.color.dim},
			),
		];
	}

	return [
		`  ${style.sign.failed} ${event.message ?? say.remaining}`,
		...event.remaining.map((what) => `      ${truncate(what, width - 6)}`),
	];
}
