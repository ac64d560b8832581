import type {Controller} from '../controller.ts';
import {isRunning} from '../selectors.ts';

/** Goes to a lesson; `isAsking`: offers to replay what it builds on where that is not there. */
export function goTo(controller: Controller, lesson: string, {isAsking}: {isAsking: boolean}): void {
	const {state, workshop} = controller;
	if (workshop === undefined || isRunning(state) || state.lessons[lesson]?.status === 'unavailable') {
		return;
	}

	if (!isAsking) {
		workshop.focus(lesson);
		return;
	}

	controller.start(async () => {
		const missing = await workshop.missingFor(lesson);
		if (missing.length === 0) {
			workshop.focus(lesson);
		} else {
			askToReplay(controller, lesson, missing);
		}
	});
}

/** Runs the focused step; where what its lesson builds on is not there, asks to replay that first. */
export function runStep(controller: Controller): void {
	const {state, workshop} = controller;
	if (workshop === undefined) {
		return;
	}

	const {lesson} = state.focus;
	controller.start(async () => {
		// Once something of it was done, its ground was there.
		const missing = isTouched(controller, lesson) ? [] : await workshop.missingFor(lesson);
		if (missing.length > 0) {
			askToReplay(controller, lesson, missing);
		} else if (!workshop.isBusy()) {
			await workshop.run();
		}
	});
}

function isTouched({state}: Controller, lesson: string): boolean {
	const steps = Object.values(state.lessons[lesson]?.steps ?? {});
	return steps.some(({proved, actions}) => proved || actions.some(({status}) => status !== 'pending'));
}

function askToReplay(controller: Controller, lesson: string, missing: string[]): void {
	controller.dispatch({
		type: 'overlayOpened',
		overlay: {type: 'confirm', question: {type: 'replay', lesson, missing}},
	});
}
