import type {Clock} from '../lib/clock.ts';
import type {UiAction} from './reducer.ts';
import {focusedStep, isRunning} from './selectors.ts';
import type {UiState} from './state.ts';
import type {Store} from './store.ts';

/** Milliseconds: seconds are shown while something is under way; else ages and the clock are in minutes. */
const underWay = 1000;
const idle = 15_000;

/** Moves the state's time on; returns what ends that. */
export function startTicking(store: Store<UiState, UiAction>, clock: Clock): () => void {
	let cancel = clock.after(underWay, tick);
	return () => cancel();

	function tick(): void {
		store.dispatch({type: 'ticked', now: clock.now()});
		cancel = clock.after(isUnderWay(store.getState()) ? underWay : idle, tick);
	}
}

function isUnderWay(state: UiState): boolean {
	const focused = focusedStep(state)?.state;
	const isWatched =
		focused !== undefined &&
		!focused.proved &&
		focused.actions.some(({startedAt}) => startedAt !== undefined);
	return isRunning(state) || isWatched;
}
