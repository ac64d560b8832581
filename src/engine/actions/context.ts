import {readCurrentContext, setContextNamespace} from '../../kube/kubeconfig.ts';
import type {Action} from '../../lesson/types.ts';
import type {Workbench} from '../workbench.ts';

/** Sets the namespace of the current context in doklab's own kubeconfig. */
export async function setContext(
	action: Extract<Action, {type: 'context'}>,
	bench: Workbench,
): Promise<void> {
	const {kubeconfig} = bench.connection;
	const {namespace} = await readCurrentContext(kubeconfig);
	bench.journal.note({type: 'context', namespace});
	await setContextNamespace(kubeconfig, action.namespace);
}
