import {configMapKind} from './config-map.ts';
import {controllerRevisionKind} from './controller-revision.ts';
import {endpointSliceKind} from './endpoint-slice.ts';
import {eventKind} from './event.ts';
import type {Kind} from './kind.ts';
import {namespaceKind} from './namespace.ts';
import {nodeKind} from './node.ts';
import {persistentVolumeClaimKind} from './persistent-volume-claim.ts';
import {persistentVolumeKind} from './persistent-volume.ts';
import {podKind} from './pod.ts';
import {secretKind} from './secret.ts';
import {serviceAccountKind} from './service-account.ts';
import {serviceKind} from './service.ts';
import {statefulSetKind} from './stateful-set.ts';
import {storageClassKind} from './storage-class.ts';

/** Every kind of object that the playground serves; a new kind is added here. */
export const kinds: readonly Kind[] = [
	configMapKind,
	eventKind,
	namespaceKind,
	nodeKind,
	persistentVolumeClaimKind,
	persistentVolumeKind,
	podKind,
	secretKind,
	serviceAccountKind,
	serviceKind,
	controllerRevisionKind,
	statefulSetKind,
	endpointSliceKind,
	storageClassKind,
];

/** `v1` or `apps/v1`. */
export function apiVersionOf({group, version}: Pick<Kind, 'group' | 'version'>): string {
	return group === '' ? version : `${group}/${version}`;
}
