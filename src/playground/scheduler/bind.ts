import {timestamp, type Clock} from '../../lib/clock.ts';
import {SELECTED_NODE} from '../controllers/volumes/annotations.ts';
import {withCondition} from '../controllers/runtime/conditions.ts';
import type {Pod} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';
import type {PodClaim} from './cluster.ts';

const MANAGER = {fieldManager: 'kube-scheduler'};
const STATUS = {...MANAGER, subresource: 'status'} as const;

/** Puts the Pod on the node for good. */
export function bindPod(registry: Registry, clock: Clock, pod: Pod, node: string): void {
	// The condition comes first: the kubelet starts from the status that it finds with the node's name.
	setScheduled(registry, clock, pod, {status: 'True'});
	registry.modify(
		'pods',
		pod.metadata.namespace,
		pod.metadata.name,
		({spec}) => {
			spec.nodeName = node;
		},
		MANAGER,
	);
}

/** Notes on the claims which node their volumes are to be made for, and on the Pod that it will go there. */
export function reserveVolumes(registry: Registry, pod: Pod, claims: PodClaim[], node: string): void {
	const {namespace, name} = pod.metadata;
	registry.modify(
		'pods',
		namespace,
		name,
		({status}) => {
			status.nominatedNodeName = node;
		},
		STATUS,
	);
	for (const claim of claims) {
		registry.modify(
			'persistentvolumeclaims',
			namespace,
			claim.name,
			({metadata}) => {
				metadata.annotations = {...metadata.annotations, [SELECTED_NODE]: node};
			},
			MANAGER,
		);
	}
}

/** Says on the Pod why it can be put nowhere. */
export function markUnschedulable(registry: Registry, clock: Clock, pod: Pod, message: string): void {
	setScheduled(registry, clock, pod, {status: 'False', reason: 'Unschedulable', message});
}

function setScheduled(
	registry: Registry,
	clock: Clock,
	{metadata}: Pod,
	condition: {status: 'True' | 'False'; reason?: string; message?: string},
): void {
	registry.modify(
		'pods',
		metadata.namespace,
		metadata.name,
		({status}) => {
			status.conditions = withCondition(status.conditions, {
				type: 'PodScheduled',
				...condition,
				lastProbeTime: null,
				lastTransitionTime: timestamp(clock),
			});
			delete status.nominatedNodeName;
		},
		STATUS,
	);
}
