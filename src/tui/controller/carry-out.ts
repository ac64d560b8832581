import type {Controller} from '../controller.ts';
import type {Intent} from '../keys.ts';
import {
	findLessons,
	focusedCommand,
	focusedManifest,
	isRunning,
	neighbour,
	proceeding,
	stepsOf,
	focusedLesson,
} from '../selectors.ts';
import type {Pane} from '../state.ts';
import {scrolledTop} from '../window.ts';
import {accept} from './accept.ts';
import {goTo, runStep} from './go.ts';
import {readManifest} from './read-manifest.ts';
import {askToLeave, interrupt, saveSummary, showSummary} from './leave.ts';

/** Does what a person wants. */
export function carryOut(controller: Controller, intent: Intent): void {
	const {state, workshop} = controller;
	const {effects} = controller.options;
	switch (intent) {
		case 'proceed':
			return proceed(controller);
		case 'verify':
			return workshop?.verifyAgain();
		case 'hint':
			return showHint(controller);
		case 'manifest':
		case 'diff':
			return readManifest(controller, intent);
		case 'copy': {
			const command = focusedCommand(state);
			return command === undefined ? undefined : controller.notice(effects.copy(command));
		}

		case 'editor': {
			const file = focusedManifest(state);
			return file === undefined ? undefined : controller.withTerminal(() => effects.openEditor(file));
		}

		case 'shell':
			return controller.withTerminal(() => effects.openShell());
		case 'psql': {
			const primary = workshop?.primary();
			return primary === undefined ? undefined : controller.withTerminal(() => effects.openPsql(primary));
		}

		case 'lineUp':
			return move(controller, -1);
		case 'lineDown':
			return move(controller, 1);
		case 'pageUp':
			return scroll(controller, -page(controller));
		case 'pageDown':
			return scroll(controller, page(controller));
		case 'top':
			return scroll(controller, -Infinity);
		case 'bottom':
			return scroll(controller, Infinity);
		case 'nextStep':
			return moveStep(controller, 1);
		case 'previousStep':
			return moveStep(controller, -1);
		case 'nextLesson':
			return moveLesson(controller, 1);
		case 'previousLesson':
			return moveLesson(controller, -1);
		case 'find':
			return controller.dispatch({type: 'overlayOpened', overlay: {type: 'find', query: '', selected: 0}});
		case 'showLessons':
		case 'showLesson':
		case 'showCluster':
		case 'showOutput':
			return controller.dispatch({type: 'paneChosen', pane: panes[intent]});
		case 'foldOutput':
			return controller.dispatch({type: 'outputFolded'});
		case 'evidence':
			return controller.dispatch({type: 'evidenceToggled'});
		case 'language': {
			const language = state.language === 'en' ? 'ja' : 'en';
			controller.dispatch({type: 'languageChosen', language});
			return workshop?.setLanguage(language);
		}

		case 'reset':
			return ask(controller, {type: 'reset', lesson: state.focus.lesson});
		case 'rebuild':
			return ask(controller, {type: 'rebuild', lost: provedLessons(controller)});
		case 'help':
			return controller.dispatch({type: 'overlayOpened', overlay: {type: 'help'}});
		case 'interrupt':
			return interrupt(controller);
		case 'quit':
			return askToLeave(controller);
		case 'accept':
			return accept(controller);
		case 'otherwise': {
			const {overlay} = state;
			controller.dispatch({type: 'overlayClosed'});
			return overlay?.type === 'confirm' && overlay.question.type === 'replay'
				? workshop?.focus(overlay.question.lesson)
				: undefined;
		}

		case 'close':
			return state.overlay === undefined
				? controller.dispatch({type: 'paneChosen', pane: 'lesson'})
				: controller.dispatch({type: 'overlayClosed'});
		case 'save':
			return saveSummary(controller);
		case 'erase':
			return state.overlay?.type === 'find'
				? controller.dispatch({
						type: 'queryTyped',
						query: Array.from(state.overlay.query).slice(0, -1).join(''),
					})
				: undefined;
	}
}

const panes = {
	showLessons: 'lessons',
	showLesson: 'lesson',
	showCluster: 'cluster',
	showOutput: 'output',
} as const satisfies Record<string, Pane>;

function proceed(controller: Controller): void {
	const {state, workshop} = controller;
	switch (proceeding(state)) {
		case 'run':
		case 'again':
			return runStep(controller);
		case 'verify':
			return workshop?.verifyAgain();
		case 'next':
		case 'lessonEnd':
			return workshop?.next();
		case 'courseEnd':
			workshop?.next();
			return showSummary(controller, false);
		case 'wait':
			return undefined;
	}
}

function showHint(controller: Controller): void {
	const {state, workshop} = controller;
	const {lesson, step} = state.focus;
	workshop?.hint();
	if (state.overlay?.type !== 'hints') {
		controller.dispatch({type: 'overlayOpened', overlay: {type: 'hints', lesson, step}});
	}
}

function move(controller: Controller, by: 1 | -1): void {
	const {state} = controller;
	const {overlay, course} = state;
	if (overlay?.type === 'find') {
		const last = findLessons(state, overlay.query).length - 1;
		const selected = Math.max(0, Math.min(overlay.selected + by, last));
		return controller.dispatch({type: 'matchSelected', selected});
	}

	if (overlay === undefined && state.pane === 'lessons') {
		const at = course.lessons.findIndex(({id}) => id === state.selected) + by;
		const lesson = course.lessons[at];
		return lesson && controller.dispatch({type: 'lessonSelected', lesson: lesson.id});
	}

	return scroll(controller, by);
}

function scroll(controller: Controller, by: number): void {
	const {name, window} = controller.options.frame.scrolled(controller.state);
	const top = scrolledTop(window, by);
	// At its end the output follows what is written again.
	const follows = name === 'output' && top + window.room >= window.total;
	controller.dispatch({type: 'scrolled', pane: name, top: follows ? undefined : top});
}

// A line stays in sight to read on from.
function page(controller: Controller): number {
	return Math.max(1, controller.options.frame.scrolled(controller.state).window.room - 1);
}

function moveStep({state, workshop}: Controller, by: 1 | -1): void {
	const {focus} = state;
	const steps = stepsOf(state, focusedLesson(state));
	const placed = steps[steps.findIndex(({step}) => step.id === focus.step) + by];
	if (placed !== undefined && !isRunning(state)) {
		workshop?.focus(focus.lesson, placed.step.id);
	}
}

function moveLesson(controller: Controller, by: 1 | -1): void {
	const {state} = controller;
	const lesson = neighbour(state, state.focus.lesson, by);
	if (lesson !== undefined) {
		goTo(controller, lesson.id, {isAsking: false});
	}
}

function ask(controller: Controller, question: Parameters<typeof openQuestion>[1]): void {
	if (!isRunning(controller.state)) {
		openQuestion(controller, question);
	}
}

function openQuestion(
	controller: Controller,
	question: {type: 'reset'; lesson: string} | {type: 'rebuild'; lost: string[]},
): void {
	controller.dispatch({type: 'overlayOpened', overlay: {type: 'confirm', question}});
}

function provedLessons({state}: Controller): string[] {
	return state.course.lessons.flatMap(({id}) => (state.lessons[id]?.status === 'proved' ? [id] : []));
}
