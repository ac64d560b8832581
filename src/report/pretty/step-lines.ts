import type {CheckState} from '../../engine/events.ts';
import type {ActionRecord, CheckRecord, StepRecord} from '../record.ts';
import type {Words} from '../words.ts';
import {formatDuration, formatRunning} from '../../lib/text/duration.ts';
import type {Style} from './style.ts';
import {plainText, spread, truncate, wrap} from './text.ts';

export interface View {
	style: Style;
	words: Words;
	/** Columns to fill. */
	width: number;
}

/** A step that runs: its name and time, the command, its newest line of output, each check's state. */
export function runningStep(step: StepRecord, elapsedMs: number, view: View): string[] {
	const {style, width} = view;
	const action = step.actions.at(-1);
	return [
		spread(
			{left: step.title, right: formatRunning(elapsedMs), width: width - 4},
			{left: (text) => `  ${style.sign.running} ${text}`, right: style.color.dim},
		),
		...(action ? [commandLine(action, view)] : []),
		...outputLine(action, view),
		...step.checks.flatMap((check) => checkInProgress(check, view)),
	];
}

/** A step that has ended well, or was not walked: one line. */
export function finishedStep(step: StepRecord, {style, words, width}: View): string[] {
	if (step.outcome === 'skipped' || step.outcome === 'notRun') {
		const why = step.outcome === 'notRun' ? words.notRun : words.skipped(step.reason ?? '');
		return [`  ${style.sign[step.outcome]} ${style.color.dim(truncate(`${step.title}  ${why}`, width - 4))}`];
	}

	const time = formatDuration(step.durationMs).padStart(10);
	const count = step.checks.length === 0 ? '' : words.checks(step.checks.length);
	const right = width < 60 ? time.trimStart() : `${count}${time}`;
	return [
		spread(
			{left: step.title, right, width: width - 4},
			{left: (text) => `  ${style.sign[step.outcome]} ${text}`, right: style.color.dim},
		),
	];
}

/** The command that an action stands for, cut to one line. */
export function commandLine({command}: ActionRecord, {style, width}: View): string {
	const [first = '', ...rest] = command.split('\n');
	return `      ${style.prompt} ${truncate(rest.length > 0 ? `${first} …` : first, width - 8)}`;
}

/** The same in full, in as many lines as it takes. */
export function wholeCommand(command: string, {style, width}: View): string[] {
	return wrap(command, width - 8).map((line, index) => `      ${index === 0 ? style.prompt : ' '} ${line}`);
}

/** A check with its sign, its title and how long it took. */
export function checkLine(title: string, state: CheckState, {style, width}: View): string {
	const sign = {green: style.sign.passed, red: style.sign.failed, waiting: style.sign.waiting}[state.status];
	return spread(
		{left: title, right: formatDuration(state.durationMs), width: width - 8},
		{left: (text) => `      ${sign} ${text}`, right: style.color.dim},
	);
}

function checkInProgress({title, after}: CheckRecord, view: View): string[] {
	const {style, width} = view;
	if (!after) {
		return [`      ${style.sign.notRun} ${style.color.dim(truncate(title, width - 8))}`];
	}

	if (after.status !== 'waiting') {
		return [checkLine(title, after, view)];
	}

	const why = after.message === undefined ? [] : wrap(plainText(after.message), width - 8).slice(0, 2);
	return [
		`      ${style.sign.waiting} ${truncate(title, width - 8)}`,
		...(after.found === '' ? [] : [style.color.dim(truncate(plainText(after.found), width - 8))]).map(indent),
		...why.map(indent),
	];
}

function indent(line: string): string {
	return `        ${line}`;
}

// While the command runs: what it said last shows that it is alive.
function outputLine(action: ActionRecord | undefined, {style, width}: View): string[] {
	const last = action?.finished
		? undefined
		: action?.output.map(plainText).findLast((line) => line.trim() !== '');
	return last === undefined ? [] : [`      ${style.bar} ${style.color.dim(truncate(last, width - 8))}`];
}
