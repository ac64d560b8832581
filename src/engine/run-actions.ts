import type {Step} from '../lesson/types.ts';
import {act} from './actions/act.ts';
import {commandLine} from './actions/command-line.ts';
import type {SessionEvent} from './events.ts';
import {explain} from './failure.ts';
import type {Workbench} from './workbench.ts';

/** Where events say that something happens. */
export interface At {
	run: number;
	lesson: string;
	step: string;
}

/** Runs a step's actions in order, saying so. Throws what the first that fails throws. */
export async function runActions(
	step: Step,
	bench: Workbench,
	{at, signal, emit}: {at: At; signal: AbortSignal; emit: (event: SessionEvent) => void},
): Promise<void> {
	const {clock} = bench;
	bench.journal.begin(step.cleanup);
	for (const [index, action] of step.do.entries()) {
		signal.throwIfAborted();
		const started = clock.now();
		const finish = (ok: boolean, message?: string) => {
			const durationMs = clock.now() - started;
			emit({
				type: 'actionFinished',
				index,
				durationMs,
				ok,
				...(message !== undefined && {message}),
				...at,
			});
		};
		emit({type: 'actionStarted', index, action: action.type, command: commandLine(action), ...at});
		try {
			await act(action, bench, {
				signal,
				onOutput: (stream, text) => emit({type: 'actionOutput', index, stream, text, ...at}),
				mayBeGone: false,
			});
		} catch (error) {
			finish(false, signal.aborted ? 'interrupted' : explain(error).message);
			throw error;
		}

		finish(true);
	}
}
