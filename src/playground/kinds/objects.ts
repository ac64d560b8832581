// The Kubernetes objects that the playground works with, as they are after defaulting: a field that
// defaulting always fills is required here. Names and shapes are those of Kubernetes 1.36's API.

import type {Condition, KubeObject, LabelSelector, NodeSelectorTerm} from './meta-objects.ts';
import type {Pod, PodTemplate} from './pod-objects.ts';

export type * from './meta-objects.ts';
export type * from './pod-objects.ts';

export interface Namespace extends KubeObject {
	spec: {finalizers?: string[]};
	status: {phase: 'Active' | 'Terminating'; conditions?: Condition[]};
}

export interface Taint {
	key: string;
	value?: string;
	effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
	timeAdded?: string;
}

export interface Node extends KubeObject {
	spec: {
		podCIDR?: string;
		podCIDRs?: string[];
		providerID?: string;
		unschedulable?: boolean;
		taints?: Taint[];
	};
	status: {
		addresses?: Array<{type: string; address: string}>;
		allocatable?: Record<string, string>;
		capacity?: Record<string, string>;
		conditions?: Condition[];
		daemonEndpoints?: {kubeletEndpoint: {Port: number}};
		images?: Array<{names: string[]; sizeBytes: number}>;
		nodeInfo?: Record<string, unknown>;
	};
}

export interface ConfigMap extends KubeObject {
	data?: Record<string, string>;
	binaryData?: Record<string, string>;
	immutable?: boolean;
}

export interface Secret extends KubeObject {
	/** Values in base64. */
	data?: Record<string, string>;
	type: string;
	immutable?: boolean;
}

export interface ServiceAccount extends KubeObject {
	secrets?: Array<{name: string}>;
	imagePullSecrets?: Array<{name: string}>;
	automountServiceAccountToken?: boolean;
}

export interface ServicePort {
	name?: string;
	protocol: 'TCP' | 'UDP' | 'SCTP';
	port: number;
	targetPort: number | string;
	nodePort?: number;
	appProtocol?: string;
}

export interface Service extends KubeObject {
	spec: {
		type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
		clusterIP?: string;
		clusterIPs?: string[];
		externalName?: string;
		ports?: ServicePort[];
		selector?: Record<string, string>;
		publishNotReadyAddresses?: boolean;
		sessionAffinity: 'None' | 'ClientIP';
		internalTrafficPolicy?: 'Cluster' | 'Local';
		ipFamilies?: string[];
		ipFamilyPolicy?: string;
	};
	status: {loadBalancer: Record<string, unknown>};
}

export interface EndpointSlice extends KubeObject {
	addressType: 'IPv4';
	endpoints: Array<{
		addresses: string[];
		conditions: {ready: boolean; serving?: boolean; terminating?: boolean};
		hostname?: string;
		nodeName?: string;
		targetRef?: {kind: string; namespace: string; name: string; uid: string};
	}>;
	ports: Array<{name: string; protocol: string; port: number}>;
}

export interface PersistentVolumeClaim extends KubeObject {
	spec: {
		accessModes: string[];
		resources: {requests?: Record<string, string>; limits?: Record<string, string>};
		storageClassName?: string;
		volumeMode: string;
		volumeName?: string;
		selector?: LabelSelector;
	};
	status: {
		phase: 'Pending' | 'Bound' | 'Lost';
		accessModes?: string[];
		capacity?: Record<string, string>;
		conditions?: Condition[];
	};
}

export interface PersistentVolume extends KubeObject {
	spec: {
		accessModes: string[];
		capacity: Record<string, string>;
		claimRef?: {
			apiVersion?: string;
			kind?: string;
			namespace: string;
			name: string;
			uid?: string;
			resourceVersion?: string;
		};
		hostPath?: {path: string; type?: string};
		local?: {path: string};
		nodeAffinity?: {required: {nodeSelectorTerms: NodeSelectorTerm[]}};
		persistentVolumeReclaimPolicy: 'Delete' | 'Retain' | 'Recycle';
		storageClassName?: string;
		volumeMode: string;
	};
	status: {
		phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed';
		lastPhaseTransitionTime?: string;
	};
}

export interface StorageClass extends KubeObject {
	provisioner: string;
	reclaimPolicy: 'Delete' | 'Retain';
	volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
	allowVolumeExpansion?: boolean;
	parameters?: Record<string, string>;
}

export interface StatefulSet extends KubeObject {
	spec: {
		replicas: number;
		serviceName?: string;
		selector: LabelSelector;
		template: PodTemplate;
		volumeClaimTemplates?: Array<{
			apiVersion?: string;
			kind?: string;
			metadata: {name: string; labels?: Record<string, string>; annotations?: Record<string, string>};
			spec: PersistentVolumeClaim['spec'];
			status?: unknown;
		}>;
		podManagementPolicy: 'OrderedReady' | 'Parallel';
		updateStrategy: {
			type: 'RollingUpdate' | 'OnDelete';
			rollingUpdate?: {partition?: number; maxUnavailable?: number | string};
		};
		revisionHistoryLimit: number;
		minReadySeconds?: number;
		ordinals?: {start: number};
		persistentVolumeClaimRetentionPolicy?: {
			whenDeleted: 'Retain' | 'Delete';
			whenScaled: 'Retain' | 'Delete';
		};
	};
	status: {
		replicas: number;
		readyReplicas?: number;
		currentReplicas?: number;
		updatedReplicas?: number;
		availableReplicas: number;
		currentRevision?: string;
		updateRevision?: string;
		observedGeneration?: number;
		collisionCount?: number;
		conditions?: Condition[];
	};
}

export interface ControllerRevision extends KubeObject {
	data: unknown;
	revision: number;
}

export interface ObjectReference {
	apiVersion?: string;
	kind?: string;
	namespace?: string;
	name?: string;
	uid?: string;
	resourceVersion?: string;
	fieldPath?: string;
}

export interface Event extends KubeObject {
	involvedObject: ObjectReference;
	reason: string;
	message: string;
	type: 'Normal' | 'Warning';
	count?: number;
	firstTimestamp?: string | null;
	lastTimestamp?: string | null;
	eventTime: string | null;
	source: {component?: string; host?: string};
	reportingComponent: string;
	reportingInstance: string;
	action?: string;
	series?: {count: number; lastObservedTime: string};
}

/** The resources that the playground serves, by `plural` (core group) or `plural.group`. */
export interface Resources {
	namespaces: Namespace;
	nodes: Node;
	configmaps: ConfigMap;
	secrets: Secret;
	serviceaccounts: ServiceAccount;
	services: Service;
	'endpointslices.discovery.k8s.io': EndpointSlice;
	persistentvolumeclaims: PersistentVolumeClaim;
	persistentvolumes: PersistentVolume;
	'storageclasses.storage.k8s.io': StorageClass;
	pods: Pod;
	'statefulsets.apps': StatefulSet;
	'controllerrevisions.apps': ControllerRevision;
	events: Event;
}

export type ResourceName = keyof Resources;
