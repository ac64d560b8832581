import type {Workshop} from '../../engine/workshop.ts';
import type {Controller, Look} from '../controller.ts';
import {isRunning} from '../selectors.ts';

/** Goes to a lesson; `isAsking`: offers to replay what it builds on where that is not there. */
export function goTo(controller: Controller, lesson: string, {isAsking}: {isAsking: boolean}): void {
	const {state, workshop} = controller;
	if (workshop === undefined || isRunning(state) || state.lessons[lesson]?.status === 'unavailable') {
		return;
	}

	if (!isAsking) {
		controller.looking = undefined;
		workshop.focus(lesson);
		return;
	}

	controller.start(async () => {
		const missing = await look(controller, workshop, {lesson, purpose: 'go'});
		if (missing === undefined || isRunning(controller.state)) {
			return;
		}

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
	const {focus} = state;
	if (workshop === undefined || workshop.isBusy() || isAwaited(controller)) {
		return;
	}

	controller.start(async () => {
		// Once something of it was done, its ground was there.
		const missing = isTouched(controller, focus.lesson)
			? []
			: await look(controller, workshop, {lesson: focus.lesson, purpose: 'run'});
		const now = controller.state.focus;
		const isElsewhere = now.lesson !== focus.lesson || now.step !== focus.step;
		if (missing === undefined || isElsewhere || workshop.isBusy()) {
			return;
		}

		// It may have been done by hand meanwhile, and have taken its own ground away.
		if (missing.length > 0 && !isTouched(controller, focus.lesson)) {
			askToReplay(controller, focus.lesson, missing);
		} else {
			await workshop.run();
		}
	});
}

// A key that repeats asks for what is about to begin. At the start one looks at the lesson that one is in already.
function isAwaited({looking, state}: Controller): boolean {
	return looking !== undefined && (looking.purpose === 'run' || looking.lesson !== state.focus.lesson);
}

/** What `mine.lesson` builds on and is not there; undefined: something else was asked for meanwhile. */
async function look(controller: Controller, workshop: Workshop, mine: Look): Promise<string[] | undefined> {
	controller.looking = mine;
	try {
		const missing = await workshop.missingFor(mine.lesson);
		return controller.looking === mine ? missing : undefined;
	} finally {
		if (controller.looking === mine) {
			controller.looking = undefined;
		}
	}
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
