import type {Pod, PodTemplate, StatefulSet, Volume} from '../../kinds/objects.ts';
import type {Draft} from '../../registry/types.ts';
import {controllerReference} from '../runtime/owners.ts';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';
export const REVISION = 'controller-revision-hash';

/** A Pod template together with the name of the revision that it is of. */
export interface RevisionTemplate {
	name: string;
	template: PodTemplate;
}

export function podName(set: StatefulSet, ordinal: number): string {
	return `${set.metadata.name}-${ordinal}`;
}

/** The ordinal in a member's name; undefined when the name is not one of this set. */
export function ordinalOf(set: StatefulSet, name: string): number | undefined {
	const prefix = `${set.metadata.name}-`;
	const rest = name.slice(prefix.length);
	return name.startsWith(prefix) && /^(0|[1-9]\d*)$/.test(rest) ? Number(rest) : undefined;
}

export function claimName(template: string, set: StatefulSet, ordinal: number): string {
	return `${template}-${podName(set, ordinal)}`;
}

/** The member's Pod as it is to be made (Kubernetes: newStatefulSetPod). */
export function newPod(set: StatefulSet, revision: RevisionTemplate, ordinal: number): Draft {
	const {metadata, spec} = structuredClone(revision.template);
	const name = podName(set, ordinal);
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...metadata,
			name,
			generateName: `${set.metadata.name}-`,
			namespace: set.metadata.namespace,
			labels: {...metadata?.labels, ...identityLabels(name, ordinal), [REVISION]: revision.name},
			ownerReferences: [controllerReference(set)],
		},
		spec: {
			...spec,
			hostname: name,
			...(set.spec.serviceName === undefined ? {} : {subdomain: set.spec.serviceName}),
			volumes: withClaims(set, ordinal, spec.volumes ?? []),
		},
	};
}

/** The labels that a member must have and lacks; undefined when its identity is as it should be. */
export function missingIdentity(pod: Pod, ordinal: number): Record<string, string> | undefined {
	const wanted = identityLabels(pod.metadata.name, ordinal);
	const missing = Object.entries(wanted).filter(([key, value]) => pod.metadata.labels?.[key] !== value);
	return missing.length === 0 ? undefined : Object.fromEntries(missing);
}

/** The claims that belong to one member, by the templates' order. */
export function claimDrafts(set: StatefulSet, ordinal: number): Draft[] {
	return (set.spec.volumeClaimTemplates ?? []).map(({metadata, spec}) => ({
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {
			name: claimName(metadata.name, set, ordinal),
			namespace: set.metadata.namespace,
			labels: {...metadata.labels, ...set.spec.selector.matchLabels},
			...(metadata.annotations ? {annotations: {...metadata.annotations}} : {}),
		},
		spec: structuredClone(spec),
	}));
}

function identityLabels(name: string, ordinal: number): Record<string, string> {
	return {[POD_INDEX]: String(ordinal), [POD_NAME]: name};
}

/** A claim takes the place of a template's volume of the same name. */
function withClaims(set: StatefulSet, ordinal: number, volumes: Volume[]): Volume[] {
	const claims: Volume[] = (set.spec.volumeClaimTemplates ?? []).map(({metadata: {name}}) => ({
		name,
		persistentVolumeClaim: {claimName: claimName(name, set, ordinal)},
	}));
	return [...claims, ...volumes.filter(({name}) => claims.every((claim) => claim.name !== name))];
}
