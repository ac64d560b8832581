import type {CheckState, Mismatch} from '../../engine/events.ts';
import {checkOutcome, isGreenTooSoon} from '../record.ts';
import type {ActionRecord, CheckRecord, StepRecord} from '../record.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import {checkLine, wholeCommand} from './step-lines.ts';
import type {View} from './step-lines.ts';
import {pad, plainText, spread, truncate, wrap} from './text.ts';
import stringWidth from 'string-width';

const inset = ' '.repeat(8);

/**
 * A step that failed, with all that helps to see why: the command that did not work and what it said, or each red
 * check with what was expected and found, path by path, why, and what an engineer would look at next.
 */
export function failedStep(step: StepRecord, view: View): string[] {
	const {style, width} = view;
	return [
		spread(
			{left: step.title, right: formatDuration(step.durationMs), width: width - 4},
			{left: (text) => `  ${style.sign.failed} ${style.color.bold(text)}`, right: style.color.dim},
		),
		...(isExplained(step) ? [] : indent(wrap(step.reason ?? '', width - 8), '      ')),
		...step.actions.flatMap((action) => actionLines(action, view)),
		...step.checks.flatMap((check) => checkLines(check, step, view)),
	];
}

function actionLines(action: ActionRecord, view: View): string[] {
	const {style, width, words} = view;
	const {finished} = action;
	if (!finished || finished.ok) {
		return wholeCommand(action.command, view);
	}

	const output = action.output.map(plainText).filter((line) => line.trim() !== '');
	// Where the message quotes the output already, once is enough.
	const said = finished.message?.includes(output.at(-1)?.trim() ?? '') ? [] : output;
	return [
		...wholeCommand(action.command, view),
		`${inset}${style.color.red(words.action)}`,
		...indent(wrap(finished.message ?? '', width - 10), inset),
		...said.flatMap((line) => wrap(line, width - 10).map((part) => `${inset}${style.bar} ${part}`)),
	];
}

// The reason sums up what the commands and checks below it tell in full.
function isExplained(step: StepRecord): boolean {
	const {actions, checks} = step;
	return (
		actions.some(({finished}) => finished?.ok === false) ||
		checks.some((check) => checkOutcome(check, step) === 'failed')
	);
}

function checkLines(check: CheckRecord, step: StepRecord, view: View): string[] {
	const {title, after} = check;
	const {style, width, words} = view;
	if (!after) {
		const tooSoon = isGreenTooSoon(check, step);
		return [
			`      ${tooSoon ? style.sign.failed : style.sign.notRun} ${truncate(title, width - 8)}`,
			...(tooSoon ? indent(wrap(words.greenTooSoon, width - 8), inset) : []),
		];
	}

	return after.status === 'red'
		? [checkLine(title, after, view), ...redDetails(after, view)]
		: [checkLine(title, after, view)];
}

function redDetails({expected, found, mismatches, message, evidence}: CheckState, view: View): string[] {
	const {style, words, width} = view;
	const labelled: Array<[string, string, (text: string) => string]> = [
		[`- ${words.expected}`, expected, style.color.green],
		[`+ ${words.found}`, found, style.color.red],
		...(message === undefined
			? []
			: [[`  ${words.why}`, message, style.color.yellow] as [string, string, (text: string) => string]]),
	];
	const column = Math.max(...labelled.map(([label]) => stringWidth(label))) + 2;
	return [
		...labelled.flatMap(([label, text, color]) =>
			wrap(text, width - 8 - column).map(
				(line, index) => `${inset}${pad(index === 0 ? label : '', column)}${color(line)}`,
			),
		),
		...mismatches.filter(({path}) => path !== '').flatMap((mismatch) => mismatchLines(mismatch, view)),
		...evidence.flatMap(({title, lines}) => [
			`${inset}${style.color.bold(title)}`,
			...lines.flatMap((line) =>
				wrap(plainText(line), width - 12).map((part) => `${inset}${style.bar} ${part}`),
			),
		]),
	];
}

function mismatchLines({path, expected, found}: Mismatch, {style, width}: View): string[] {
	return [
		`${inset}${style.color.cyan(path)}`,
		...wrap(expected, width - 14).map((line) => `${inset}  ${style.color.green(`- ${line}`)}`),
		...wrap(found, width - 14).map((line) => `${inset}  ${style.color.red(`+ ${line}`)}`),
	];
}

function indent(lines: string[], by: string): string[] {
	return lines.filter((line) => line !== '').map((line) => by + line);
}
