import type {WorkshopEvent} from '../engine/workshop-events.ts';
import {appendOutput, finishOutput, foldDone, startOutput} from './reducer-output.ts';
import type {ActionState, LessonState, StepState, UiState} from './state.ts';

/** What an event of the workshop makes of the state; `at` is its time in milliseconds since the epoch. Pure. */
export function reduceEvent(state: UiState, event: WorkshopEvent, at: number): UiState {
	switch (event.type) {
		case 'sessionStarted':
			return {...state, platform: event.platform};
		case 'resumed':
			return {
				...focusOn(standing(state, event.steps), event),
				phase: 'ready',
				hadCluster: state.hadCluster || event.lost.length > 0,
				overlay:
					event.lost.length > 0
						? {type: 'confirm', question: {type: 'rebuild', lost: event.lost}}
						: state.overlay,
			};
		case 'focusChanged':
			return focusOn(state, event);
		case 'lessonChanged':
			return changeLesson(
				noteDone(state, event.lesson, event.status === 'proved'),
				event.lesson,
				({steps}) => ({
					steps,
					status: event.status,
					durationMs: event.durationMs,
				}),
			);
		case 'actionStarted':
			return startAction(startOutput(state, event), event, at);
		case 'actionOutput':
			return changeAction(appendOutput(state, event), event, () => ({newestLine: newestLine(event.text)}));
		case 'actionFinished':
			return changeAction(finishOutput(state, event), event, () => ({
				status: event.ok ? 'succeeded' : 'failed',
				durationMs: event.durationMs,
				message: event.message,
			}));
		case 'checkChanged':
			return changeStep(state, event, ({checks}) => ({checks: {...checks, [event.check]: event.state}}));
		case 'stepProved':
			return changeStep(state, event, () => ({
				proved: true,
				byHand: event.byHand,
				durationMs: event.durationMs,
			}));
		case 'stepReopened':
			return changeStep(state, event, ({actions}) => ({
				proved: false,
				byHand: false,
				durationMs: undefined,
				actions: actions.map(untouched),
			}));
		case 'hintShown':
			return changeStep(state, event, ({hintsShown}) => ({hintsShown: Math.max(hintsShown, event.tier)}));
		case 'clusterChanged':
			return {
				...state,
				cluster: event.cluster,
				hadCluster: state.hadCluster || event.cluster.state === 'running',
			};
		case 'workStarted':
			return {...state, work: {work: event.work, lessons: event.lessons, done: [], message: undefined}};
		case 'workEnded':
			return {...state, work: undefined, notice: endOfWork(state, event)};
		case 'lessonFinished':
			return noteDone(state, event.lesson, event.outcome === 'passed');
		case 'notice':
			return state.work === undefined
				? {...state, notice: {level: event.level, text: event.text}}
				: {...state, work: {...state.work, message: event.text}};
		default:
			return state;
	}
}

// What was proved in sessions before counts without having been seen here.
function standing(state: UiState, steps: readonly Where[]): UiState {
	return steps.reduce((before, where) => changeStep(before, where, () => ({proved: true})), state);
}

interface Where {
	lesson: string;
	step: string;
}

function focusOn(state: UiState, {lesson, step}: Where): UiState {
	if (state.lessons[lesson] === undefined) {
		return state;
	}

	return {
		...foldDone(state),
		focus: {lesson, step},
		selected: lesson,
		scroll: {...state.scroll, lesson: undefined, lessons: undefined},
	};
}

function changeLesson(state: UiState, id: string, change: (lesson: LessonState) => LessonState): UiState {
	const lesson = state.lessons[id];
	return lesson === undefined ? state : {...state, lessons: {...state.lessons, [id]: change(lesson)}};
}

function changeStep(state: UiState, where: Where, change: (step: StepState) => Partial<StepState>): UiState {
	return changeLesson(state, where.lesson, (lesson) => {
		const step = lesson.steps[where.step];
		return step === undefined
			? lesson
			: {...lesson, steps: {...lesson.steps, [where.step]: {...step, ...change(step)}}};
	});
}

function changeAction(
	state: UiState,
	where: Where & {index: number},
	change: (action: ActionState) => Partial<ActionState>,
): UiState {
	return changeStep(state, where, ({actions}) => ({
		actions: actions.map((action, index) =>
			index === where.index ? {...action, ...change(action)} : action,
		),
	}));
}

// The first one begins the step anew: what an earlier run left is forgotten.
function startAction(
	state: UiState,
	event: Extract<WorkshopEvent, {type: 'actionStarted'}>,
	at: number,
): UiState {
	const begun = changeStep(state, event, ({actions}) => ({
		actions: event.index === 0 ? actions.map(untouched) : actions,
	}));
	const told = begun.work === undefined ? begun : {...begun, work: {...begun.work, message: event.command}};
	return changeAction({...told, now: at}, event, () => ({
		command: event.command,
		status: 'running',
		startedAt: at,
	}));
}

function untouched(action: ActionState): ActionState {
	return {
		...action,
		status: 'pending',
		startedAt: undefined,
		durationMs: undefined,
		message: undefined,
		newestLine: undefined,
	};
}

function newestLine(text: string): string | undefined {
	return text
		.split(/[\r\n]+/)
		.filter((line) => line.trim() !== '')
		.at(-1);
}

function noteDone(state: UiState, lesson: string, isDone: boolean): UiState {
	const {work} = state;
	if (!isDone || !work?.lessons.includes(lesson) || work.done.includes(lesson)) {
		return state;
	}

	return {...state, work: {...work, done: [...work.done, lesson]}};
}

const ended = {
	replay: {en: 'Replayed.', ja: '再実行が終わりました。'},
	reset: {en: 'Reset. The lesson can be done anew.', ja: 'リセットしました。最初からやり直せます。'},
	rebuild: {en: 'The cluster is back.', ja: 'クラスタが元に戻りました。'},
};

function endOfWork(
	{language}: UiState,
	{work, ok, message}: Extract<WorkshopEvent, {type: 'workEnded'}>,
): UiState['notice'] {
	return {level: ok ? 'info' : 'warning', text: message ?? (ok ? ended[work][language] : '')};
}
