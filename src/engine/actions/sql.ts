import type {Action} from '../../lesson/types.ts';
import {Failure} from '../failure.ts';
import {runSql} from '../psql.ts';
import type {OnOutput, Workbench} from '../workbench.ts';
import {hasNotStarted} from './exec.ts';

/** Runs SQL through psql in a Pod, waiting for the Pod and the server where they are not there yet. */
export async function sql(
	action: Extract<Action, {type: 'sql'}>,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<void> {
	const target = {...action, namespace: action.namespace ?? bench.namespace};
	const result = await bench.connection.persist(
		(kube) => runSql(kube, target, {timeoutMs: action.timeout, signal}),
		signal,
		hasNotStarted,
	);
	if (result.type === 'error') {
		throw new Failure(`${action.pod} answered with ${result.sqlState}: ${result.message}`, 'lesson');
	}

	for (const row of result.rows) {
		onOutput('stdout', `${row.map((value) => value ?? 'NULL').join(' | ')}\n`);
	}
}
