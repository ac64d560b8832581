import type {Workshop} from '../../engine/workshop.ts';
import type {Controller} from '../controller.ts';
import {findLessons} from '../selectors.ts';
import type {Question} from '../state.ts';
import {goTo} from './go.ts';
import {showSummary} from './leave.ts';

/** What yes means where something is chosen or asked. */
export function accept(controller: Controller): void {
	const {state} = controller;
	const {overlay} = state;
	switch (overlay?.type) {
		case undefined:
			controller.dispatch({type: 'paneChosen', pane: 'lesson'});
			return goTo(controller, state.selected, {isAsking: true});
		case 'find': {
			const lesson = findLessons(state, overlay.query)[overlay.selected];
			controller.dispatch({type: 'overlayClosed'});
			controller.dispatch({type: 'paneChosen', pane: 'lesson'});
			return lesson && goTo(controller, lesson.id, {isAsking: true});
		}

		case 'summary':
			return controller.options.leave();
		case 'confirm':
			controller.dispatch({type: 'overlayClosed'});
			return answer(controller, overlay.question);
		case 'help':
		case 'hints':
		case 'manifest':
		case 'diff':
			return controller.dispatch({type: 'overlayClosed'});
	}
}

function answer(controller: Controller, question: Question): void {
	const {workshop} = controller;
	if (workshop === undefined) {
		return;
	}

	switch (question.type) {
		case 'reset':
			return controller.start(() => workshop.reset(question.lesson));
		case 'rebuild':
			return controller.start(() => workshop.rebuild());
		case 'replay':
			return controller.start(() => replay(controller, workshop, question));
		case 'quit':
			workshop.cancel();
			return showSummary(controller, true);
	}
}

async function replay(
	{options}: Controller,
	workshop: Workshop,
	{lesson, missing}: Extract<Question, {type: 'replay'}>,
): Promise<void> {
	await workshop.replay(missing);
	if ((await workshop.missingFor(lesson)).length > 0) {
		return;
	}

	workshop.focus(lesson);
	// Proved before its ground was taken away (the last lesson does that): one goes there to do it anew.
	if (options.store.getState().lessons[lesson]?.status === 'proved') {
		await workshop.reset(lesson);
	}
}
