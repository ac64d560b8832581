import {join} from 'node:path';
import {askApi} from '../src/platform/ask-api.ts';
import {plainServers} from './plain-servers.ts';
import {median} from './table.ts';
import type {Row} from './table.ts';
import {inWorkplace, seconds} from './workplace.ts';
import type {Workplace} from './workplace.ts';

const times = 3;
const path = '/apis/apps/v1/namespaces/postgres/statefulsets/postgres';
const manifests = new URL('../manifests/', import.meta.url).pathname;

/** What the StatefulSet needs first, in the course's order. */
const before = ['30-namespace', '40-environment', '40-files', '40-secret', '50-headless', '70-scripts'];

/** From `kubectl apply` of the StatefulSet to three Ready members, beside the same servers without Kubernetes. */
export async function statefulSet(): Promise<Row[]> {
	const applied: number[] = [];
	const plain: number[] = [];
	for (let index = 0; index < times; index++) {
		plain.push(await plainServers());
		applied.push(await inWorkplace(measure));
	}

	const floor = median(plain);
	const took = median(applied);
	return [
		{
			what: 'StatefulSet: applied to three Ready',
			unit: 'x',
			value: took / floor,
			limit: 2.5,
			floor: `${floor.toFixed(2)} s, a plain script (applied: ${took.toFixed(2)} s)`,
			note: `median of ${times}`,
		},
	];
}

async function measure({doklab, kubectl, kubeconfig}: Workplace): Promise<number> {
	await doklab('up');
	for (const name of before) {
		await kubectl('apply', '-f', join(manifests, `${name}.yaml`));
	}

	const signal = AbortSignal.timeout(120_000);
	return seconds(async () => {
		await kubectl('apply', '-f', join(manifests, '70-statefulset.yaml'));
		while ((await readyReplicas(kubeconfig, signal)) !== 3) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	});
}

async function readyReplicas(kubeconfig: string, signal: AbortSignal): Promise<number> {
	const {status} = await askApi<{status?: {readyReplicas?: number}}>(kubeconfig, path, signal);
	return status?.readyReplicas ?? 0;
}
