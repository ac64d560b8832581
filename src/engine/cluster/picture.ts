import type {KubeObject} from '../../kube/kube.ts';
import type {Database} from '../../lesson/types.ts';
import type {ClaimPicture, NodePicture, PodPicture} from '../workshop-events.ts';
import {isTrue, summarizePod, waitingMessage, type Pod} from './pod-status.ts';
import {selects} from './selector.ts';

interface Node extends KubeObject {
	spec?: {unschedulable?: boolean};
	status?: {conditions?: Array<{type: string; status: string}>};
}

interface Claim extends KubeObject {
	spec?: {volumeName?: string};
	status?: {phase?: string; capacity?: {storage?: string}};
}

// Kubernetes: the label that kubeadm gives nodes of the control plane.
const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

export function pictureNodes(nodes: readonly KubeObject[]): NodePicture[] {
	return byName(nodes as Node[]).map(({metadata, spec, status}) => ({
		name: metadata.name,
		isControlPlane: controlPlaneLabel in (metadata.labels ?? {}),
		ready: isTrue(status?.conditions, 'Ready'),
		unschedulable: spec?.unschedulable ?? false,
	}));
}

export function picturePods(pods: readonly Pod[], database: Database | undefined): PodPicture[] {
	return byName(pods).map((pod) => ({
		namespace: pod.metadata.namespace ?? '',
		name: pod.metadata.name,
		uid: pod.metadata.uid ?? '',
		node: pod.spec?.nodeName || undefined,
		...summarizePod(pod),
		isReady: isTrue(pod.status?.conditions, 'Ready'),
		createdAt: Date.parse(pod.metadata.creationTimestamp ?? '') || 0,
		message: waitingMessage(pod),
		isDatabase: isMember(pod, database),
	}));
}

export function pictureClaims(claims: readonly KubeObject[], pods: readonly Pod[]): ClaimPicture[] {
	return byName(claims as Claim[]).map(({metadata, spec, status}) => ({
		name: metadata.name,
		phase: metadata.deletionTimestamp === undefined ? (status?.phase ?? 'Pending') : 'Terminating',
		capacity: status?.capacity?.storage,
		volume: spec?.volumeName || undefined,
		pods: byName(pods.filter((pod) => mounts(pod, metadata.name))).map((pod) => pod.metadata.name),
	}));
}

/** Whether a Pod is one of the database's servers. */
export function isMember({metadata}: KubeObject, database: Database | undefined): boolean {
	return database !== undefined && selects(database.selector, metadata.labels);
}

function mounts({spec}: Pod, claim: string): boolean {
	return spec?.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === claim) ?? false;
}

/** As people count: postgres-2 before postgres-10. */
function byName<T extends KubeObject>(objects: readonly T[]): T[] {
	return objects.toSorted((one, other) =>
		one.metadata.name.localeCompare(other.metadata.name, 'en', {numeric: true}),
	);
}
