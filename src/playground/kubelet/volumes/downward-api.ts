import type {Pod} from '../../kinds/objects.ts';
import {fieldValue, type PodFacts} from '../env/field-ref.ts';
import {DEFAULT_MODE} from './config-map.ts';
import {type Payload, VolumeError} from './payload.ts';

export interface DownwardItem {
	path: string;
	mode?: number;
	fieldRef?: {fieldPath: string};
	resourceFieldRef?: unknown;
}

/** The files of a downwardAPI volume: fields of the Pod itself. */
export function downwardPayload(
	pod: Pod,
	items: readonly DownwardItem[],
	facts: PodFacts,
	defaultMode: number = DEFAULT_MODE,
): Payload {
	return new Map(
		items.map(({path, mode, fieldRef}) => {
			if (!fieldRef) {
				throw new VolumeError(
					`the playground has no resourceFieldRef in volumes (${path}); use an env variable`,
				);
			}

			const content = Buffer.from(fieldValue(pod, fieldRef.fieldPath, facts));
			return [path, {content, mode: mode ?? defaultMode}];
		}),
	);
}
