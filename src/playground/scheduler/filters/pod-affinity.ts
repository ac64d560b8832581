import type {Node, Pod, PodAffinityTerm} from '../../kinds/objects.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import type {Cluster} from '../cluster.ts';
import {type Filter, never, notNow} from './filter.ts';

export const filterPodAffinity: Filter = (pod, {node}, cluster) => {
	const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
	const affinity = podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	if (!affinity.every((term) => isNear(pod, term, node, cluster) || isFirst(pod, affinity, cluster))) {
		return never("node(s) didn't match pod affinity rules");
	}

	const antiAffinity = podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
	if (antiAffinity.some((term) => isNear(pod, term, node, cluster))) {
		return notNow("node(s) didn't match pod anti-affinity rules");
	}

	return isRefused(pod, node, cluster)
		? notNow("node(s) didn't satisfy existing pods anti-affinity rules")
		: [];
};

/** True when the term, written in `owner`, is about `other`. */
export function isAbout(owner: Pod, {labelSelector, namespaces}: PodAffinityTerm, other: Pod): boolean {
	const {namespace} = other.metadata;
	const inNamespace = namespaces?.length
		? namespaces.includes(namespace!)
		: namespace === owner.metadata.namespace;
	return inNamespace && matchesLabels(labelSelector, other.metadata.labels);
}

/** True when both nodes are in the same domain of the topology. */
export function isSameDomain(a: Node, b: Node, topologyKey: string): boolean {
	const domain = a.metadata.labels?.[topologyKey];
	return domain !== undefined && domain === b.metadata.labels?.[topologyKey];
}

function isNear(pod: Pod, term: PodAffinityTerm, node: Node, {nodes}: Cluster): boolean {
	return nodes.some(
		(state) =>
			isSameDomain(state.node, node, term.topologyKey) &&
			state.pods.some((other) => isAbout(pod, term, other)),
	);
}

/** The first of Pods that want to be near each other may go anywhere. */
function isFirst(pod: Pod, terms: PodAffinityTerm[], {nodes}: Cluster): boolean {
	return (
		terms.every((term) => isAbout(pod, term, pod)) &&
		!nodes.some(({pods}) => pods.some((other) => terms.some((term) => isAbout(pod, term, other))))
	);
}

/** True when a Pod of the node's domain does not want this one near it. */
function isRefused(pod: Pod, node: Node, {nodes}: Cluster): boolean {
	return nodes.some((state) =>
		state.pods.some((other) => {
			const terms =
				other.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
			return terms.some(
				(term) => isSameDomain(state.node, node, term.topologyKey) && isAbout(other, term, pod),
			);
		}),
	);
}
