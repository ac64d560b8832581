import {join} from 'node:path';
import {readManifest} from '../../lesson/manifest.ts';
import type {Action} from '../../lesson/types.ts';
import type {NamedQuery} from '../../kube/kube.ts';
import {Failure} from '../failure.ts';
import type {OnOutput, Workbench} from '../workbench.ts';

/** Deletes objects and waits until they are gone; `mayBeGone`: one that is not there is no error. */
export async function deleteObjects(
	action: Extract<Action, {type: 'delete'}>,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
	mayBeGone: boolean,
): Promise<void> {
	const queries = await findTargets(action.target, bench, signal);
	const waits: Array<Promise<void>> = [];
	for (const query of queries) {
		const found = await bench.connection.persist((kube) => kube.read(query, signal), signal);
		if (found === undefined) {
			if (mayBeGone) {
				continue;
			}

			throw new Failure(`There is no ${query.kind} ${query.name} to delete.`, 'lesson');
		}

		await bench.connection.persist((kube) => kube.delete(query, signal), signal);
		onOutput('stdout', `${query.kind.toLowerCase()}/${query.name} deleted\n`);
		waits.push(bench.connection.gone(query, found.metadata.uid, signal));
		// An earlier wait that fails is awaited below; until then it must not count as unhandled.
		waits.at(-1)!.catch(() => undefined);
	}

	await Promise.all(waits);
}

async function findTargets(
	target: Extract<Action, {type: 'delete'}>['target'],
	bench: Workbench,
	signal: AbortSignal,
): Promise<NamedQuery[]> {
	if ('file' in target) {
		const {objects} = await readManifest(join(bench.root, target.file));
		return objects.map(({kind, apiVersion, metadata}) => ({
			kind,
			apiVersion,
			name: metadata.name,
			namespace: metadata.namespace ?? bench.namespace,
		}));
	}

	const {kind, name, namespace} = target;
	if (name !== undefined) {
		return [{kind, name, namespace}];
	}

	const {items} = await bench.connection.persist((kube) => kube.list(target, signal), signal);
	return items.map((item) => ({kind, name: item.metadata.name, namespace: item.metadata.namespace}));
}
