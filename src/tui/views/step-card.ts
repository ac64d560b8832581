import type {PlacedStep, Proceeding} from '../selectors.ts';
import {spread, truncate} from '../../lib/text/fit.ts';
import {actionLines, enterKey} from './action.ts';
import {checkLines, type Detail} from './check.ts';
import {hintLine} from './hints.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';

export interface StepCardView extends PlacedStep {
	/** What Enter does now. */
	enter: Proceeding;
	/** Milliseconds since the epoch. */
	now: number;
	/** Show what is under "evidence" of checks that are red. */
	isEvidenceOpen?: boolean;
}

export interface StepCardOptions extends LineOptions {
	/** An empty line around the checks, for presenters. */
	isSpacious?: boolean;
	/** With the step's heading, where the prose is not beside it. */
	hasHeading?: boolean;
	/** The most lines; details go first. */
	height?: number;
}

/** The step to be done: what to type, the key that does it, what proves it, and how far that is. */
export function stepCardLines(view: StepCardView, options: StepCardOptions): string[] {
	const {theme, width} = options;
	const inner = {...options, width: width - 2};
	const edge = theme.accent(theme.signs.edge);
	const lines = fit(view, inner);
	return lines.map((line) => (line === '' ? edge : `${edge} ${line}`));
}

// From the roomiest form to the tightest; the first one that is low enough.
function fit(view: StepCardView, options: StepCardOptions): string[] {
	const {height, theme, language} = options;
	const forms = [
		{isAiry: true, detail: 'all', hasHint: true},
		{isAiry: false, detail: 'all', hasHint: true},
		{isAiry: false, detail: 'all', hasHint: false},
		{isAiry: false, detail: 'sentence', hasHint: false},
		{isAiry: false, detail: 'none', hasHint: false},
	] as const;
	let lines: string[] = [];
	for (const form of forms) {
		lines = draw(view, options, form);
		if (height === undefined || lines.length <= height) {
			return lines;
		}
	}

	const kept = Math.max(1, height! - 1);
	const more = `${theme.signs.ellipsis} ${words[language].more(lines.length - kept)}`;
	return height! < 2 ? lines.slice(0, 1) : [...lines.slice(0, kept), theme.quiet(more)];
}

interface Form {
	isAiry: boolean;
	detail: Detail;
	hasHint: boolean;
}

function draw(view: StepCardView, options: StepCardOptions, {isAiry, detail, hasHint}: Form): string[] {
	const {step, state, enter, now} = view;
	const {theme, language, width} = options;
	const heading = options.hasHeading === true ? [theme.strong(step.heading[language])] : [];
	// The first that has not succeeded is what Enter runs.
	const next = state.actions.findIndex(({status}) => status !== 'succeeded');
	const actions = state.actions.flatMap((action, index) =>
		actionLines({action, isNext: index === next, enter, now}, options),
	);
	const parts = [
		[...heading.map((line) => truncate(line, width, theme.signs.ellipsis)), ...actions],
		drawChecks(view, detail, options),
		next === -1 ? wayOn(view, options) : [],
		hasHint ? hintLine(view, options) : [],
	];
	const isLoose = isAiry && (heading.length === 0 || options.isSpacious === true);
	return parts
		.filter((lines) => lines.length > 0)
		.flatMap((lines, index) => (index === 0 || !isLoose ? lines : ['', ...lines]));
}

/** That it is proved, and what Enter does, where no action says so. */
function wayOn(view: StepCardView, options: LineOptions): string[] {
	const {theme, width, language} = options;
	const {state, enter} = view;
	const key = enterKey(view, options);
	if (!state.proved) {
		return key === '' ? [] : [key];
	}

	const isLast = enter === 'lessonEnd' || enter === 'courseEnd';
	const said = words[language][isLast ? 'lastProved' : 'proved'];
	return [spread(`${theme.proved(theme.signs.proved)} ${said}`, key, width, theme.signs.ellipsis)];
}

function drawChecks(view: StepCardView, detail: Detail, options: StepCardOptions): string[] {
	const {step, state, now} = view;
	const started = state.actions.flatMap(({startedAt}) => (startedAt === undefined ? [] : [startedAt]));
	const states = step.checks.map(({id}) => state.checks[id]);
	// By hand, too: what has begun to be true is under way.
	const isUnderWay =
		step.do.length === 0 ||
		started.length > 0 ||
		states.some((one) => one !== undefined && one.status !== 'waiting');
	const firstWaiting = states.findIndex((one) => one?.status === 'waiting');
	return step.checks.flatMap((check, index) => {
		const lines = checkLines(
			{
				check,
				state: states[index],
				isUnderWay,
				waitedMs: started.length === 0 ? undefined : now - Math.min(...started),
				// Before anything was done, one sentence about what is not there yet is enough.
				detail: isUnderWay || index === firstWaiting ? detail : 'none',
				isOpen: view.isEvidenceOpen ?? false,
			},
			{...options, width: options.width - 1},
		);
		return lines.map((line) => (line === '' ? '' : ` ${line}`));
	});
}
