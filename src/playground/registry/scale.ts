import type {KubeObject, StatefulSet} from '../kinds/objects.ts';
import {formatLabelSelector} from './label-selector.ts';
import {badRequest} from './status-error.ts';
import type {Draft} from './types.ts';

/** The Scale that stands for a workload on its `scale` subresource (autoscaling/v1). */
export function scaleOf(object: KubeObject): Draft {
	const {metadata, spec, status} = object as StatefulSet;
	const {name, namespace, uid, resourceVersion, creationTimestamp} = metadata;
	return {
		kind: 'Scale',
		apiVersion: 'autoscaling/v1',
		metadata: {name, namespace, uid, resourceVersion, creationTimestamp},
		spec: {replicas: spec.replicas},
		status: {replicas: status.replicas, selector: formatLabelSelector(spec.selector)},
	};
}

/** `object` with the replicas that a Scale asks for. Throws StatusError 400 when it asks for no number. */
export function applyScale(object: KubeObject, scale: Draft): Draft {
	const replicas = (scale['spec'] as {replicas?: unknown} | undefined)?.replicas ?? 0;
	if (!Number.isInteger(replicas)) {
		throw badRequest(
			`Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal ${typeof replicas} into Go struct field ScaleSpec.spec.replicas of type int32`,
		);
	}

	const copy = structuredClone(object) as StatefulSet;
	copy.spec.replicas = replicas as number;
	copy.metadata.resourceVersion = (scale.metadata?.['resourceVersion'] as string | undefined) ?? '';
	return copy as unknown as Draft;
}
