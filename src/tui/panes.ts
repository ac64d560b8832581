import type {Area} from './layout.ts';
import {memoize} from './memo.ts';
import {lessonListLines} from './screens/lesson-list.ts';
import {focusedLesson, proceeding, stepsOf} from './selectors.ts';
import type {Pane, UiState} from './state.ts';
import type {Theme} from './theme.ts';
import {clusterLines} from './views/cluster.ts';
import {lessonLines} from './views/lesson.ts';
import {outputLines} from './views/output.ts';
import {stepCardLines} from './views/step-card.ts';
import {windowOf, type Content, type Window} from './window.ts';

export type AreaOf = (state: UiState, pane: Pane) => Area;

/** What each pane shows; computed anew only where what it shows has changed. */
export function createPanes(theme: Theme, areaOf: AreaOf): Record<Pane, (state: UiState) => Window> {
	const pane = (
		name: Pane,
		inputsOf: (state: UiState) => unknown[],
		contentOf: (state: UiState, area: Area) => Content,
	) => {
		const content = memoize(
			(state: UiState) => [areaOf(state, name).width, areaOf(state, name).height, ...inputsOf(state)],
			(state) => contentOf(state, areaOf(state, name)),
		);
		return memoize(
			(state: UiState) => [content(state), state.scroll[name]],
			(state) => {
				const {width, height} = areaOf(state, name);
				const rule = theme.quiet(theme.signs.frame.horizontal.repeat(Math.max(0, width)));
				return windowOf(content(state), height, state.scroll[name], rule);
			},
		);
	};

	return {
		lessons: pane(
			'lessons',
			({course, language, lessons, focus, pane, selected}) => [
				course,
				language,
				lessons,
				focus,
				pane,
				selected,
			],
			(state, {width}) => {
				const {lines, focus} = lessonListLines(state, width, theme);
				return {lines, focus: {from: Math.max(0, focus - 2), to: Math.min(lines.length, focus + 3)}};
			},
		),
		lesson: pane('lesson', lessonInputs, (state, {width}) => lessonContent(state, width, theme)),
		cluster: pane(
			'cluster',
			({cluster, language, now}) => [cluster, language, now],
			({cluster, language, now}, {width, height}) => ({
				lines: clusterLines(cluster, {width, height, theme, language, now}),
			}),
		),
		output: pane(
			'output',
			({output, language}) => [output, language],
			({output, language}, {width}) => {
				const lines = outputLines(output, {width, theme, language});
				return {lines, focus: {from: Math.max(0, lines.length - 1), to: lines.length}};
			},
		),
	};
}

function lessonInputs(state: UiState): unknown[] {
	const {course, language, lessons, focus, isPresenting, isEvidenceOpen, now} = state;
	return [
		course,
		language,
		lessons[focus.lesson],
		focus,
		isPresenting,
		isEvidenceOpen,
		now,
		proceeding(state),
		isAsking(state),
	];
}

function isAsking({overlay}: UiState): boolean {
	return overlay?.type === 'confirm';
}

function lessonContent(state: UiState, width: number, theme: Theme): Content {
	const {language, now, isEvidenceOpen, isPresenting, focus: focused} = state;
	const lesson = focusedLesson(state);
	const steps = stepsOf(state, lesson);
	const enter = proceeding(state);
	const options = {width, theme, language, isSpacious: isPresenting};
	const {lines, focus: ofStep} = lessonLines(
		{lesson, steps, focus: focused.step, enter, now, isEvidenceOpen},
		options,
	);
	// A lesson begins with its introduction.
	const focus = focused.step === steps[0]?.step.id ? {from: 0, to: ofStep.to} : ofStep;
	const placed = steps.find(({step}) => step.id === focused.step);
	// A question has the place at the bottom.
	if (placed === undefined || isAsking(state)) {
		return {lines, focus};
	}

	const view = {...placed, enter, now, isEvidenceOpen};
	const {length} = stepCardLines(view, options);
	return {
		lines,
		focus,
		card: {
			at: {from: focus.to - length, to: focus.to},
			docked: (height) => stepCardLines(view, {...options, height, hasHeading: true}),
		},
	};
}
