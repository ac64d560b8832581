import {join} from 'node:path';
import {readManifest} from '../../lesson/manifest.ts';
import type {Action} from '../../lesson/types.ts';
import type {KubeObject} from '../../kube/kube.ts';
import {Failure} from '../failure.ts';
import type {OnOutput, Workbench} from '../workbench.ts';

/** Applies every object of a manifest, server-side, noting those that did not exist before. */
export async function apply(
	action: Extract<Action, {type: 'apply'}>,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<void> {
	const {objects, problems} = await readManifest(join(bench.root, action.file));
	const problem = problems.list[0];
	if (problem !== undefined) {
		throw new Failure(
			`${action.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.cure}`,
			'lesson',
		);
	}

	for (const object of objects as KubeObject[]) {
		await applyObject(object, bench, signal, onOutput);
	}
}

async function applyObject(
	object: KubeObject,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<void> {
	const {kind, apiVersion, metadata} = object;
	const resource = await bench.connection.persist((kube) => kube.resource(kind, apiVersion, signal), signal);
	const namespace = resource.namespaced ? (metadata.namespace ?? bench.namespace) : undefined;
	const query = {kind, apiVersion, name: metadata.name, namespace};
	const existing = await bench.connection.persist((kube) => kube.read(query, signal), signal);
	if (existing === undefined) {
		bench.journal.note({type: 'object', query});
	}

	const {created, warnings} = await bench.connection.persist(
		(kube) => kube.apply(object, {namespace: bench.namespace, signal}),
		signal,
	);
	onOutput('stdout', `${kind.toLowerCase()}/${metadata.name} ${created ? 'created' : 'configured'}\n`);
	for (const warning of warnings) {
		onOutput('stderr', `Warning: ${warning}\n`);
	}
}
