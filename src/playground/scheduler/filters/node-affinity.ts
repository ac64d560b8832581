import type {Node, Pod} from '../../kinds/objects.ts';
import {matchesNodeTerms} from '../node-terms.ts';
import {type Filter, never} from './filter.ts';

export const filterNodeAffinity: Filter = (pod, {node}) =>
	wantsNode(pod, node) ? [] : never("node(s) didn't match Pod's node affinity/selector");

/** True when the node has what the Pod's nodeSelector and required node affinity ask for. */
export function wantsNode({spec}: Pod, node: Node): boolean {
	const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
	return (
		Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => node.metadata.labels?.[key] === value) &&
		(required === undefined || matchesNodeTerms(required.nodeSelectorTerms, node))
	);
}
