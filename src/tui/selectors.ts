import type {Lesson, Step} from '../lesson/types.ts';
import {stepsFor} from './initial-state.ts';
import type {StepState, UiState} from './state.ts';

export interface PlacedStep {
	step: Step;
	state: StepState;
}

/** The lesson that is worked on. */
export function focusedLesson(state: UiState): Lesson {
	return lessonOf(state, state.focus.lesson) ?? state.course.lessons[0]!;
}

export function lessonOf(state: UiState, id: string): Lesson | undefined {
	return state.course.lessons.find((lesson) => lesson.id === id);
}

/** The steps of a lesson that are for this platform, with their states. */
export function stepsOf(state: UiState, lesson: Lesson): PlacedStep[] {
	const states = state.lessons[lesson.id]?.steps ?? {};
	return stepsFor(lesson, state.platform).flatMap((step) => {
		const found = states[step.id];
		return found === undefined ? [] : [{step, state: found}];
	});
}

export function focusedStep(state: UiState): PlacedStep | undefined {
	return stepsOf(state, focusedLesson(state)).find(({step}) => step.id === state.focus.step);
}

/** Whether something runs that Ctrl-C would end. */
export function isRunning(state: UiState): boolean {
	return state.work !== undefined || state.output.some(({status}) => status === 'running');
}

/** The manifest that the focused step applies; undefined where it applies none. */
export function focusedManifest(state: UiState): string | undefined {
	const actions = focusedStep(state)?.step.do ?? [];
	return actions.flatMap((action) => (action.type === 'apply' ? [action.file] : []))[0];
}

/** The command that `c` copies: the one that runs or comes next, else the last. */
export function focusedCommand(state: UiState): string | undefined {
	const actions = focusedStep(state)?.state.actions ?? [];
	return (actions.find(({status}) => status !== 'succeeded') ?? actions.at(-1))?.command;
}

/** What Enter means for the focused step. */
export type Proceeding = 'run' | 'again' | 'next' | 'lessonEnd' | 'courseEnd' | 'verify' | 'wait';

export function proceeding(state: UiState): Proceeding {
	const focused = focusedStep(state);
	if (focused === undefined) {
		return onwards(state);
	}

	const {step, state: found} = focused;
	if (isRunning(state)) {
		return 'wait';
	}

	if (found.proved) {
		return onwards(state);
	}

	const checks = Object.values(found.checks);
	const isRed = checks.some((check) => check?.status === 'red');
	if (step.do.length > 0) {
		const isDone = found.actions.every(({status}) => status === 'succeeded');
		if (isDone) {
			return isRed ? 'again' : 'wait';
		}

		return found.actions.some(({status}) => status === 'failed') ? 'again' : 'run';
	}

	return checks.every((check) => check?.status === 'green') ? onwards(state) : 'verify';
}

/** The lesson after `id` that is for this platform; undefined at the end. */
export function neighbour(state: UiState, id: string, by: 1 | -1): Lesson | undefined {
	const lessons = state.course.lessons.filter((lesson) => state.lessons[lesson.id]?.status !== 'unavailable');
	return lessons[lessons.findIndex((lesson) => lesson.id === id) + by];
}

function onwards(state: UiState): Proceeding {
	const steps = stepsOf(state, focusedLesson(state));
	if (steps.at(-1)?.step.id !== state.focus.step) {
		return 'next';
	}

	return neighbour(state, state.focus.lesson, 1) === undefined ? 'courseEnd' : 'lessonEnd';
}

/** Lessons whose title (in either language) or id has all words of `query`; all for an empty one. */
export function findLessons(state: UiState, query: string): Lesson[] {
	const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
	return state.course.lessons.filter(({id, title}) => {
		const text = `${id} ${title.en} ${title.ja}`.normalize('NFKC').toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

/** How many lessons count, and how many of them are proved. */
export function progressOf(state: UiState): {proved: number; all: number} {
	const counted = Object.values(state.lessons).filter(({status}) => status !== 'unavailable');
	return {proved: counted.filter(({status}) => status === 'proved').length, all: counted.length};
}
