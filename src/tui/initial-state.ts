import {commandLine} from '../engine/actions/command-line.ts';
import type {Course, Language, Lesson, PlatformName, Step} from '../lesson/types.ts';
import type {LessonState, Size, StepState, UiState} from './state.ts';

/** The state before the workshop was opened: enough to draw the first frame. */
export function initialState(options: {
	course: Course;
	platform: PlatformName;
	language: Language;
	size: Size;
	isPresenting: boolean;
	/** Milliseconds since the epoch. */
	now: number;
	/** The lesson to open at. */
	lesson?: string;
}): UiState {
	const {course, platform, language, size, isPresenting} = options;
	const lessons = course.lessons.filter((lesson) => isFor(lesson, platform));
	const first = lessons.find(({id}) => id === options.lesson) ?? lessons[0] ?? course.lessons[0]!;
	return {
		course,
		platform,
		language,
		size,
		isPresenting,
		phase: 'opening',
		lessons: Object.fromEntries(course.lessons.map((lesson) => [lesson.id, lessonState(lesson, platform)])),
		focus: {lesson: first.id, step: stepsFor(first, platform)[0]?.id ?? ''},
		pane: 'lesson',
		selected: first.id,
		scroll: {
			lessons: undefined,
			lesson: undefined,
			cluster: undefined,
			output: undefined,
			overlay: undefined,
		},
		cluster: {
			state: 'unknown',
			message: '',
			nodes: [],
			pods: [],
			claims: [],
			members: [],
			waitingCommits: 0,
		},
		hadCluster: false,
		output: [],
		work: undefined,
		isEvidenceOpen: false,
		overlay: undefined,
		notice: undefined,
		now: options.now,
		interrupts: 0,
	};
}

/** Whether `part` is meant for `platform`. */
export function isFor(part: Pick<Lesson | Step, 'on'>, platform: PlatformName): boolean {
	return part.on?.includes(platform) ?? true;
}

/** The steps of `lesson` that are for `platform`. */
export function stepsFor(lesson: Lesson, platform: PlatformName): Step[] {
	return lesson.steps.filter((step) => isFor(step, platform));
}

/** A step that nobody has touched. */
export function freshStep(step: Step): StepState {
	return {
		actions: step.do.map((action) => ({
			type: action.type,
			command: commandLine(action),
			status: 'pending',
			startedAt: undefined,
			durationMs: undefined,
			message: undefined,
			newestLine: undefined,
		})),
		checks: Object.fromEntries(step.checks.map(({id}) => [id, undefined])),
		proved: false,
		byHand: false,
		hintsShown: 0,
		durationMs: undefined,
	};
}

function lessonState(lesson: Lesson, platform: PlatformName): LessonState {
	return {
		status: isFor(lesson, platform) ? 'later' : 'unavailable',
		durationMs: 0,
		steps: Object.fromEntries(stepsFor(lesson, platform).map((step) => [step.id, freshStep(step)])),
	};
}
