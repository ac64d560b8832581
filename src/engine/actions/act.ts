import type {Action} from '../../lesson/types.ts';
import {withDeadline} from '../deadline.ts';
import {explain, Failure} from '../failure.ts';
import type {OnOutput, Workbench} from '../workbench.ts';
import {apply} from './apply.ts';
import {setContext} from './context.ts';
import {deleteObjects} from './delete.ts';
import {exec} from './exec.ts';
import {patch} from './patch.ts';
import {run} from './run.ts';
import {sql} from './sql.ts';
import {write} from './write.ts';

export interface ActOptions {
	signal: AbortSignal;
	onOutput: OnOutput;
	/** In a cleanup: what is already gone is no error. */
	mayBeGone: boolean;
}

/** Runs an action within its time. Throws Failure, KubeError, or the signal's reason. */
export async function act(action: Action, bench: Workbench, options: ActOptions): Promise<void> {
	await withDeadline(bench.clock, action.timeout, options.signal, async (signal, isOver) => {
		try {
			await perform(action, bench, {...options, signal});
		} catch (error) {
			if (!isOver() || options.signal.aborted) {
				throw error;
			}

			const late = `It was not done within ${action.timeout / 1000} s`;
			const isTimeout = (error as Error).name === 'TimeoutError';
			const {message, blame} = isTimeout ? {message: '', blame: 'lesson' as const} : explain(error);
			throw new Failure(message === '' ? `${late}.` : `${late}: ${message}`, blame, error);
		}
	});
}

async function perform(
	action: Action,
	bench: Workbench,
	{signal, onOutput, mayBeGone}: ActOptions,
): Promise<void> {
	switch (action.type) {
		case 'apply':
			return apply(action, bench, signal, onOutput);
		case 'delete':
			return deleteObjects(action, bench, signal, onOutput, mayBeGone);
		case 'patch':
			return patch(action, bench, signal);
		case 'context':
			return setContext(action, bench);
		case 'run':
			return run(action, bench, signal, onOutput);
		case 'exec':
			return exec(action, bench, signal, onOutput);
		case 'sql':
			return sql(action, bench, signal, onOutput);
		case 'write':
			return write(action, bench);
	}
}
