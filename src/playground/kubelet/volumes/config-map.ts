import type {ConfigMap, KeyToPath} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import {type Payload, VolumeError} from './payload.ts';

/** Mode of a generated file when the spec does not say. */
export const DEFAULT_MODE = 0o644;

/** The files of a ConfigMap volume. Throws VolumeError when it, or a key of `items`, is missing. */
export function configMapPayload(
	registry: Registry,
	namespace: string,
	source: {name: string; items?: KeyToPath[]; optional?: boolean},
	defaultMode: number = DEFAULT_MODE,
): Payload {
	const found = registry.find('configmaps', namespace, source.name);
	if (!found && !source.optional) {
		throw new VolumeError(`configmap "${source.name}" not found`);
	}

	return pick(
		found ? contents(found) : new Map(),
		source,
		defaultMode,
		'configmap references non-existent config key',
	);
}

/** The files that `items` picks out of `data`, or all of it. */
export function pick(
	data: ReadonlyMap<string, Buffer>,
	{items, optional}: {items?: KeyToPath[]; optional?: boolean},
	defaultMode: number,
	complaint: string,
): Payload {
	const payload: Payload = new Map();
	for (const {key, path, mode} of items ??
		[...data.keys()].map((name): KeyToPath => ({key: name, path: name}))) {
		const content = data.get(key);
		if (content) {
			payload.set(path, {content, mode: mode ?? defaultMode});
		} else if (!optional) {
			throw new VolumeError(`${complaint}: ${key}`);
		}
	}

	return payload;
}

function contents({data, binaryData}: ConfigMap): Map<string, Buffer> {
	return new Map([
		...Object.entries(data ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const),
		...Object.entries(binaryData ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64')] as const),
	]);
}
