import type {Probe} from '../../lesson/types.ts';
import {readCurrentContext} from '../../kube/kubeconfig.ts';
import {evaluation, type Evaluation} from '../evaluation.ts';
import {match} from '../match.ts';

type ContextProbe = Extract<Probe, {type: 'context'}>;

/** What the current context should be, in one line. */
export function expectedContext({name, namespace}: ContextProbe): string {
	const parts = [
		...(name === undefined ? [] : [`the context ${name}`]),
		...(namespace === undefined ? [] : [`the namespace ${namespace}`]),
	];
	return parts.join(', ');
}

/** Compares with the current context of doklab's kubeconfig; a context without a namespace has default. */
export async function checkContext(probe: ContextProbe, kubeconfig: string): Promise<Evaluation> {
	const current = await readCurrentContext(kubeconfig);
	const found = {name: current.name, namespace: current.namespace ?? 'default'};
	const wanted = Object.fromEntries(
		Object.entries({name: probe.name, namespace: probe.namespace}).filter(([, value]) => value !== undefined),
	);
	const mismatches = match(wanted, found);
	const words = `the context ${found.name}, the namespace ${found.namespace}`;
	return evaluation(mismatches.length === 0, expectedContext(probe), words, {mismatches});
}
