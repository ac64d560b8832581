import type {Check} from '../../lesson/types.ts';
import type {CheckState} from '../events.ts';
import type {Workbench} from '../workbench.ts';
import {LastingCheck} from './lasting-check.ts';
import {TimedCheck} from './timed-check.ts';

/** A check that is watched for as long as its step is worked on. */
export interface WatchedCheck {
	readonly check: Check;
	readonly status: CheckState['status'];
	/** Watches until the signal is aborted. */
	watch(signal: AbortSignal): Promise<void>;
	/** What should make it true is done: from now on its time counts. */
	begin(): void;
	/** Something has happened: looks again soon. */
	wake(): void;
	/** Says its state again, in the language of now. */
	retell(): void;
}

export type OnState = (state: CheckState) => void;

/** `onState` gets every change of what there is to show. */
export function watchedCheck(check: Check, bench: Workbench, onState: OnState): WatchedCheck {
	return check.timing.type === 'within'
		? new TimedCheck(check, check.timing, bench, onState)
		: new LastingCheck(check, bench, onState);
}
