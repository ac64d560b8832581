import type {Controller} from '../controller.ts';
import {isRunning} from '../selectors.ts';

/** Ctrl-C: ends what runs; when nothing does, asks to quit; the second one in a row quits at once. */
export function interrupt(controller: Controller): void {
	const {state, workshop} = controller;
	if (state.interrupts > 0) {
		return controller.options.leave();
	}

	controller.dispatch({type: 'interrupted'});
	if (workshop?.isBusy()) {
		workshop.cancel();
		return controller.notice({
			level: 'info',
			text: {en: 'Stopping. Ctrl-C again quits.', ja: '中止しています。もう一度 Ctrl-C で終了します。'}[
				state.language
			],
		});
	}

	return showSummary(controller, true);
}

/** Shows the summary, after asking where something would be ended by leaving. */
export function askToLeave(controller: Controller): void {
	if (isRunning(controller.state)) {
		return controller.dispatch({type: 'overlayOpened', overlay: {type: 'confirm', question: {type: 'quit'}}});
	}

	return showSummary(controller, true);
}

/** Before the workshop is open there is nothing to sum up. */
export function showSummary(controller: Controller, isLeaving: boolean): void {
	const {workshop} = controller;
	if (workshop === undefined || controller.state.phase === 'opening') {
		return controller.options.leave();
	}

	controller.dispatch({
		type: 'overlayOpened',
		overlay: {type: 'summary', summary: undefined, saved: undefined, isLeaving},
	});
	return controller.start(async () => {
		controller.dispatch({type: 'summaryMade', summary: await workshop.summary()});
	});
}

export function saveSummary(controller: Controller): void {
	const {overlay} = controller.state;
	const summary = overlay?.type === 'summary' ? overlay.summary : undefined;
	if (summary !== undefined) {
		controller.start(async () => {
			controller.dispatch({type: 'summarySaved', file: await controller.options.effects.save(summary)});
		});
	}
}
