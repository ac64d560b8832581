import type {Action} from '../../lesson/types.ts';
import type {Workbench} from '../workbench.ts';

/** Changes an object with a merge patch. */
export async function patch(
	action: Extract<Action, {type: 'patch'}>,
	bench: Workbench,
	signal: AbortSignal,
): Promise<void> {
	await bench.connection.persist((kube) => kube.patch(action, action.patch, signal), signal);
}
