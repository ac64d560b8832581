import {timestamp} from '../../../lib/clock.ts';
import type {PersistentVolume, PersistentVolumeClaim} from '../../kinds/objects.ts';
import type {ControllerContext} from '../context.ts';
import {BIND_COMPLETED, BOUND_BY_CONTROLLER} from './annotations.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};
const STATUS = {...MANAGER, subresource: 'status'} as const;

/** Binds the two to each other, each step only if it is still to do (Kubernetes: PersistentVolumeController.bind). */
export function bind(
	context: ControllerContext,
	volume: PersistentVolume,
	claim: PersistentVolumeClaim,
): void {
	const {registry} = context;
	const {namespace, name, uid, resourceVersion} = claim.metadata;
	registry.modify(
		'persistentvolumes',
		undefined,
		volume.metadata.name,
		(copy) => {
			if (copy.spec.claimRef?.uid === uid) {
				return;
			}

			if (copy.spec.claimRef === undefined) {
				copy.metadata.annotations = {...copy.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes'};
			}

			const kind = 'PersistentVolumeClaim';
			copy.spec.claimRef = {kind, namespace: namespace!, name, uid, apiVersion: 'v1', resourceVersion};
		},
		MANAGER,
	);
	setVolumePhase(context, volume.metadata.name, 'Bound');
	registry.modify(
		'persistentvolumeclaims',
		namespace,
		name,
		(copy) => {
			const byController: Record<string, string> = copy.spec.volumeName ? {} : {[BOUND_BY_CONTROLLER]: 'yes'};
			copy.metadata.annotations = {...copy.metadata.annotations, [BIND_COMPLETED]: 'yes', ...byController};
			copy.spec.volumeName = volume.metadata.name;
		},
		MANAGER,
	);
	registry.modify(
		'persistentvolumeclaims',
		namespace,
		name,
		(copy) => {
			copy.status = {
				...copy.status,
				phase: 'Bound',
				accessModes: volume.spec.accessModes,
				capacity: volume.spec.capacity,
			};
		},
		STATUS,
	);
}

export function setVolumePhase(
	{registry, clock}: ControllerContext,
	name: string,
	phase: PersistentVolume['status']['phase'],
): void {
	registry.modify(
		'persistentvolumes',
		undefined,
		name,
		(copy) => {
			if (copy.status.phase === phase) {
				return false;
			}

			copy.status.phase = phase;
			copy.status.lastPhaseTransitionTime = timestamp(clock);
		},
		STATUS,
	);
}

export function setClaimPhase(
	{registry}: ControllerContext,
	{metadata}: PersistentVolumeClaim,
	phase: PersistentVolumeClaim['status']['phase'],
): void {
	registry.modify(
		'persistentvolumeclaims',
		metadata.namespace,
		metadata.name,
		(copy) => {
			copy.status.phase = phase;
		},
		STATUS,
	);
}
