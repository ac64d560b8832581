import type {Pod} from '../../kinds/objects.ts';
import {ConfigError} from '../security.ts';

/** What a field of a Pod needs beside the Pod: its addresses are known before its status is written. */
export interface PodFacts {
	podIp: string | undefined;
	hostIp: string;
}

/**
 * The value of a `fieldRef` (downward API): metadata, single labels and annotations, some of spec and
 * status. Throws ConfigError for a field that the downward API does not offer.
 */
export function fieldValue(pod: Pod, fieldPath: string, facts: PodFacts): string {
	const {metadata, spec} = pod;
	const entry = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(fieldPath);
	if (entry) {
		return metadata[entry[1] as 'labels' | 'annotations']?.[entry[2] ?? ''] ?? '';
	}

	switch (fieldPath) {
		case 'metadata.name':
			return metadata.name;
		case 'metadata.namespace':
			return metadata.namespace ?? '';
		case 'metadata.uid':
			return metadata.uid;
		case 'metadata.labels':
			return mapText(metadata.labels);
		case 'metadata.annotations':
			return mapText(metadata.annotations);
		case 'spec.nodeName':
			return spec.nodeName ?? '';
		case 'spec.serviceAccountName':
			return spec.serviceAccountName ?? '';
		case 'status.hostIP':
		case 'status.hostIPs':
			return facts.hostIp;
		case 'status.podIP':
		case 'status.podIPs':
			return facts.podIp ?? '';
		default:
			throw new ConfigError(`unsupported fieldPath: ${fieldPath}`);
	}
}

// The form of a downward API file (Kubernetes: fieldpath.FormatMap).
function mapText(map: Record<string, string> | undefined): string {
	return Object.entries(map ?? {})
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => `${key}=${JSON.stringify(value)}`)
		.join('\n');
}
