import type {PodSpec, PodStatus} from '../../kinds/objects.ts';

/** The quality-of-service class by requests and limits (Kubernetes: qos.ComputePodQOS). */
export function qosClass(spec: PodSpec): NonNullable<PodStatus['qosClass']> {
	const all = [...(spec.initContainers ?? []), ...spec.containers].map(({resources}) => resources);
	const asks = all.some(
		({requests, limits}) => Object.keys(requests ?? {}).length + Object.keys(limits ?? {}).length > 0,
	);
	if (!asks) {
		return 'BestEffort';
	}

	const guaranteed = all.every(({requests, limits}) =>
		['cpu', 'memory'].every(
			(name) => limits?.[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name],
		),
	);
	return guaranteed ? 'Guaranteed' : 'Burstable';
}
