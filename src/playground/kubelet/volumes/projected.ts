import type {KeyToPath, Pod} from '../../kinds/objects.ts';
import type {PodFacts} from '../env/field-ref.ts';
import type {Registry} from '../../registry/types.ts';
import {configMapPayload} from './config-map.ts';
import {downwardPayload, type DownwardItem} from './downward-api.ts';
import {type Payload, VolumeError} from './payload.ts';
import {secretPayload} from './secret.ts';

interface Source {
	configMap?: {name: string; items?: KeyToPath[]; optional?: boolean};
	secret?: {name: string; items?: KeyToPath[]; optional?: boolean};
	downwardAPI?: {items?: DownwardItem[]};
}

/** The files of a projected volume, a later source over an earlier one. */
export function projectedPayload(
	registry: Registry,
	pod: Pod,
	{sources, defaultMode}: {sources?: Array<Record<string, unknown>>; defaultMode?: number},
	facts: PodFacts,
): Payload {
	const namespace = pod.metadata.namespace ?? 'default';
	const payload: Payload = new Map();
	for (const source of sources ?? []) {
		for (const [path, file] of one(source)) {
			payload.set(path, file);
		}
	}

	return payload;

	function one(source: Record<string, unknown>): Payload {
		const {configMap, secret, downwardAPI} = source as Source;
		if (configMap) {
			return configMapPayload(registry, namespace, configMap, defaultMode);
		}

		if (secret) {
			return secretPayload(registry, namespace, {...secret, secretName: secret.name}, defaultMode);
		}

		if (downwardAPI) {
			return downwardPayload(pod, downwardAPI.items ?? [], facts, defaultMode);
		}

		throw new VolumeError(`the playground issues no ${Object.keys(source).join(', ')}`);
	}
}
