import type {Action} from '../../lesson/types.ts';
import type {KubeError} from '../../kube/kube-error.ts';
import {Failure} from '../failure.ts';
import type {OnOutput, Workbench} from '../workbench.ts';

/** Runs a command in a Pod, waiting for the Pod where it is not there yet. */
export async function exec(
	action: Extract<Action, {type: 'exec'}>,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<void> {
	const {pod, container, command, timeout: timeoutMs} = action;
	const namespace = action.namespace ?? bench.namespace;
	const {exitCode, stderr} = await bench.connection.persist(
		(kube) => kube.exec({pod, namespace, container, command, timeoutMs, signal, onOutput}),
		signal,
		hasNotStarted,
	);
	if (exitCode !== 0) {
		const words = stderr.trim();
		throw new Failure(
			`${command[0]} in ${pod} ended with exit code ${exitCode}${words === '' ? '.' : `: ${words}`}`,
			'lesson',
		);
	}
}

/** True when the command cannot have run, so that running it is no second time. */
export function hasNotStarted(error: KubeError): boolean {
	return error.passing && error.reason !== 'Timeout' && error.reason !== 'Closed';
}
