import type {KeyToPath} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import {DEFAULT_MODE, pick} from './config-map.ts';
import {type Payload, VolumeError} from './payload.ts';

/** The files of a Secret volume. Throws VolumeError when it, or a key of `items`, is missing. */
export function secretPayload(
	registry: Registry,
	namespace: string,
	source: {secretName: string; items?: KeyToPath[]; optional?: boolean},
	defaultMode: number = DEFAULT_MODE,
): Payload {
	const found = registry.find('secrets', namespace, source.secretName);
	if (!found && !source.optional) {
		throw new VolumeError(`secret "${source.secretName}" not found`);
	}

	const data = Object.entries(found?.data ?? {}).map(
		([key, text]) => [key, Buffer.from(text, 'base64')] as const,
	);
	return pick(new Map(data), source, defaultMode, 'references non-existent secret key');
}
