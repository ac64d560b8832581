import type {Lesson} from '../../lesson/types.ts';
import {renderMarkdown} from '../markdown/markdown.ts';
import type {PlacedStep, Proceeding} from '../selectors.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import {spread, truncate} from '../../lib/text/fit.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';
import {stepCardLines} from './step-card.ts';

export interface LessonView {
	lesson: Lesson;
	/** Those for this platform, with their states. */
	steps: PlacedStep[];
	/** The step that is worked on. */
	focus: string;
	/** What Enter does now. */
	enter: Proceeding;
	/** Milliseconds since the epoch. */
	now: number;
	/** Show what is under "evidence" of checks that are red. */
	isEvidenceOpen?: boolean;
}

export interface LessonOptions extends LineOptions {
	/** More air, for presenters. */
	isSpacious?: boolean;
	/** Without the card of the focused step, where it is shown elsewhere. */
	hasCard?: boolean;
}

export interface LessonLines {
	lines: string[];
	/** The lines of the focused step: the first, the one after the last, and where its card begins. */
	focus: {from: number; to: number; card: number};
}

/** A lesson: title, introduction, and its steps; of these the focused one has its card open and an edge beside it. */
export function lessonLines(view: LessonView, options: LessonOptions): LessonLines {
	const {lesson, steps} = view;
	const {width, theme, language} = options;
	const air = options.isSpacious === true ? ['', ''] : [''];
	const inner = {...options, width: width - 2};
	const prose = renderMarkdown(lesson.introduction[language], inner);
	const lines = [
		...wrap(theme.strong(lesson.title[language]), inner.width),
		...(steps.length === 0 ? ['', theme.quiet(words[language].onlyOn(lesson.on ?? []))] : []),
		...(prose.length > 0 ? air : []),
		...prose,
	].map((line) => indent(line));
	const focus = {from: 0, to: lines.length, card: 0};
	for (const placed of steps) {
		lines.push(...air);
		if (options.isSpacious === true) {
			lines.push('');
		}

		const from = lines.length;
		const isFocused = placed.step.id === view.focus;
		if (isFocused) {
			const {prose: above, card} = focusedStep(placed, view, options);
			lines.push(...above, ...card);
			Object.assign(focus, {from, to: lines.length, card: from + above.length});
		} else {
			lines.push(...otherStep(placed, inner));
		}
	}

	return {lines, focus};
}

function focusedStep(
	placed: PlacedStep,
	view: LessonView,
	options: LessonOptions,
): {prose: string[]; card: string[]} {
	const {theme, width, language} = options;
	const {step} = placed;
	const edge = theme.accent(theme.signs.edge);
	const inner = {...options, width: width - 2};
	const prose = renderMarkdown(step.body[language], inner);
	const air = options.isSpacious === true ? ['', ''] : [''];
	const hasCard = options.hasCard !== false;
	const card = hasCard
		? stepCardLines(
				{...placed, enter: view.enter, now: view.now, isEvidenceOpen: view.isEvidenceOpen},
				options,
			)
		: [];
	const above = [...heading(placed, theme.strong, inner), ...(prose.length > 0 ? air : []), ...prose];
	const gap = card.length > 0 ? air : [];
	return {prose: [...above, ...gap].map((line) => (line === '' ? edge : `${edge} ${line}`)), card};
}

/** Proved: to read again. Not there yet: with its commands, and a quiet heading, so that the eye stays at the work. */
function otherStep(placed: PlacedStep, options: LessonOptions): string[] {
	const {theme, language, width} = options;
	const {step, state} = placed;
	const prose = renderMarkdown(step.body[language], options);
	const air = prose.length > 0 ? [''] : [];
	if (state.proved) {
		return [...heading(placed, theme.strong, options), ...air, ...prose].map((line) => indent(line));
	}

	const commands = state.actions.map(({command}) =>
		truncate(`$ ${command.split('\n')[0]!}`, width, theme.signs.ellipsis),
	);
	return [
		...heading(placed, theme.quiet, options),
		...air,
		...prose,
		...(commands.length > 0 ? [''] : []),
		...commands.map((line) => theme.quiet(line)),
	].map((line) => indent(line));
}

function heading(
	{step, state}: PlacedStep,
	style: (text: string) => string,
	{theme, language, width}: LessonOptions,
): string[] {
	const {signs} = theme;
	const say = words[language];
	const sign = state.proved ? theme.proved(signs.proved) : theme.quiet(signs.open);
	const time = state.durationMs === undefined ? [] : [formatDuration(state.durationMs)];
	const right = state.proved ? theme.quiet([...(state.byHand ? [say.byHand] : []), ...time].join(', ')) : '';
	const [first = '', ...rest] = wrap(style(step.heading[language]), width, {first: `${sign} `, rest: '  '});
	return [rest.length === 0 ? spread(first, right, width, signs.ellipsis) : first, ...rest];
}

function indent(line: string): string {
	return line === '' ? '' : `  ${line}`;
}
