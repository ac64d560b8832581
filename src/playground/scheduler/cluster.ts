import type {Node, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';

/** A node and the Pods that take up its room: those on it, and those it is meant for. */
export interface NodeState {
	node: Node;
	pods: Pod[];
}

/** A claim of the Pod that is to be placed, with what decides about it. */
export interface PodClaim {
	name: string;
	/** Undefined when it does not exist. */
	claim: PersistentVolumeClaim | undefined;
	/** The volume that it is bound to. */
	volume: PersistentVolume | undefined;
	storageClass: StorageClass | undefined;
}

/** What the scheduler looks at while it places one Pod. */
export interface Cluster {
	nodes: NodeState[];
	claims: PodClaim[];
	volumes: PersistentVolume[];
}

/** The cluster as it is now, seen from `pod`, which itself takes up no room yet. */
export function readCluster(registry: Registry, pod: Pod): Cluster {
	const pods = registry
		.list('pods')
		.filter((each) => each.metadata.uid !== pod.metadata.uid)
		.filter(({status}) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
	const byNode = Map.groupBy(pods, ({spec, status}) => spec.nodeName || status.nominatedNodeName);
	return {
		nodes: registry.list('nodes').map((node) => ({node, pods: byNode.get(node.metadata.name) ?? []})),
		claims: (pod.spec.volumes ?? []).flatMap(({persistentVolumeClaim}) =>
			persistentVolumeClaim
				? [readClaim(registry, pod.metadata.namespace, persistentVolumeClaim.claimName)]
				: [],
		),
		volumes: registry.list('persistentvolumes'),
	};
}

/** True when the claim is bound on both sides. */
export function isBound({claim, volume}: PodClaim): boolean {
	return claim?.status.phase === 'Bound' && volume !== undefined;
}

function readClaim(registry: Registry, namespace: string | undefined, name: string): PodClaim {
	const claim = registry.find('persistentvolumeclaims', namespace, name);
	return {
		name,
		claim,
		volume: registry.find('persistentvolumes', undefined, claim?.spec.volumeName ?? ''),
		storageClass: registry.find(
			'storageclasses.storage.k8s.io',
			undefined,
			claim?.spec.storageClassName ?? '',
		),
	};
}
