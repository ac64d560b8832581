// The Kubernetes objects that the playground works with, as they are after defaulting: a field that
// defaulting always fills is required here. Names and shapes are those of Kubernetes 1.36's API.

export interface OwnerReference {
	apiVersion: string;
	kind: string;
	name: string;
	uid: string;
	controller?: boolean;
	blockOwnerDeletion?: boolean;
}

export interface ManagedFieldsEntry {
	manager: string;
	operation: 'Apply' | 'Update';
	apiVersion: string;
	time?: string;
	fieldsType: 'FieldsV1';
	fieldsV1: Record<string, unknown>;
	subresource?: string;
}

export interface ObjectMeta {
	name: string;
	generateName?: string;
	namespace?: string;
	uid: string;
	resourceVersion: string;
	generation?: number;
	creationTimestamp: string;
	deletionTimestamp?: string;
	deletionGracePeriodSeconds?: number;
	labels?: Record<string, string>;
	annotations?: Record<string, string>;
	ownerReferences?: OwnerReference[];
	finalizers?: string[];
	managedFields?: ManagedFieldsEntry[];
}

export interface KubeObject {
	apiVersion: string;
	kind: string;
	metadata: ObjectMeta;
}

export interface Condition {
	type: string;
	status: 'True' | 'False' | 'Unknown';
	reason?: string;
	message?: string;
	lastProbeTime?: string | null;
	lastTransitionTime?: string;
	lastHeartbeatTime?: string;
	observedGeneration?: number;
}

export interface LabelSelector {
	matchLabels?: Record<string, string>;
	matchExpressions?: Array<{key: string; operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'; values?: string[]}>;
}

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
	spec: {podCIDR?: string; podCIDRs?: string[]; providerID?: string; unschedulable?: boolean; taints?: Taint[]};
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

export interface NodeSelectorTerm {
	matchExpressions?: Array<{key: string; operator: string; values?: string[]}>;
	matchFields?: Array<{key: string; operator: string; values?: string[]}>;
}

export interface PersistentVolume extends KubeObject {
	spec: {
		accessModes: string[];
		capacity: Record<string, string>;
		claimRef?: {apiVersion?: string; kind?: string; namespace: string; name: string; uid?: string; resourceVersion?: string};
		hostPath?: {path: string; type?: string};
		local?: {path: string};
		nodeAffinity?: {required: {nodeSelectorTerms: NodeSelectorTerm[]}};
		persistentVolumeReclaimPolicy: 'Delete' | 'Retain' | 'Recycle';
		storageClassName?: string;
		volumeMode: string;
	};
	status: {phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed'; lastPhaseTransitionTime?: string};
}

export interface StorageClass extends KubeObject {
	provisioner: string;
	reclaimPolicy: 'Delete' | 'Retain';
	volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
	allowVolumeExpansion?: boolean;
	parameters?: Record<string, string>;
}

export interface KeySelector {
	name: string;
	key: string;
	optional?: boolean;
}

export interface EnvVar {
	name: string;
	value?: string;
	valueFrom?: {
		configMapKeyRef?: KeySelector;
		secretKeyRef?: KeySelector;
		fieldRef?: {apiVersion?: string; fieldPath: string};
		resourceFieldRef?: {containerName?: string; resource: string; divisor?: string};
	};
}

export interface EnvFromSource {
	prefix?: string;
	configMapRef?: {name: string; optional?: boolean};
	secretRef?: {name: string; optional?: boolean};
}

export interface ExecAction {
	command: string[];
}

export interface HttpGetAction {
	path?: string;
	port: number | string;
	host?: string;
	scheme?: 'HTTP' | 'HTTPS';
	httpHeaders?: Array<{name: string; value: string}>;
}

export interface Handler {
	exec?: ExecAction;
	httpGet?: HttpGetAction;
	tcpSocket?: {port: number | string; host?: string};
	sleep?: {seconds: number};
}

/** Durations in seconds. */
export interface Probe extends Handler {
	initialDelaySeconds?: number;
	periodSeconds: number;
	timeoutSeconds: number;
	successThreshold: number;
	failureThreshold: number;
	terminationGracePeriodSeconds?: number;
}

export interface VolumeMount {
	name: string;
	mountPath: string;
	subPath?: string;
	readOnly?: boolean;
}

export interface SecurityContext {
	runAsUser?: number;
	runAsGroup?: number;
	runAsNonRoot?: boolean;
	readOnlyRootFilesystem?: boolean;
	allowPrivilegeEscalation?: boolean;
	privileged?: boolean;
	capabilities?: {add?: string[]; drop?: string[]};
}

export interface Container {
	name: string;
	image: string;
	imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';
	command?: string[];
	args?: string[];
	workingDir?: string;
	env?: EnvVar[];
	envFrom?: EnvFromSource[];
	ports?: Array<{name?: string; containerPort: number; hostPort?: number; protocol: string}>;
	resources: {requests?: Record<string, string>; limits?: Record<string, string>};
	volumeMounts?: VolumeMount[];
	startupProbe?: Probe;
	livenessProbe?: Probe;
	readinessProbe?: Probe;
	lifecycle?: {postStart?: Handler; preStop?: Handler};
	securityContext?: SecurityContext;
	terminationMessagePath: string;
	terminationMessagePolicy: 'File' | 'FallbackToLogsOnError';
	restartPolicy?: 'Always' | 'OnFailure' | 'Never';
	stdin?: boolean;
	stdinOnce?: boolean;
	tty?: boolean;
}

export interface KeyToPath {
	key: string;
	path: string;
	mode?: number;
}

export interface Volume {
	name: string;
	emptyDir?: {medium?: string; sizeLimit?: string};
	configMap?: {name: string; items?: KeyToPath[]; defaultMode?: number; optional?: boolean};
	secret?: {secretName: string; items?: KeyToPath[]; defaultMode?: number; optional?: boolean};
	persistentVolumeClaim?: {claimName: string; readOnly?: boolean};
	hostPath?: {path: string; type?: string};
	downwardAPI?: {items?: Array<{path: string; fieldRef?: {fieldPath: string}}>; defaultMode?: number};
	projected?: {sources?: Array<Record<string, unknown>>; defaultMode?: number};
}

export interface PodAffinityTerm {
	labelSelector?: LabelSelector;
	topologyKey: string;
	namespaces?: string[];
}

export interface Affinity {
	nodeAffinity?: {
		requiredDuringSchedulingIgnoredDuringExecution?: {nodeSelectorTerms: NodeSelectorTerm[]};
		preferredDuringSchedulingIgnoredDuringExecution?: Array<{weight: number; preference: NodeSelectorTerm}>;
	};
	podAffinity?: {
		requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
		preferredDuringSchedulingIgnoredDuringExecution?: Array<{weight: number; podAffinityTerm: PodAffinityTerm}>;
	};
	podAntiAffinity?: {
		requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
		preferredDuringSchedulingIgnoredDuringExecution?: Array<{weight: number; podAffinityTerm: PodAffinityTerm}>;
	};
}

export interface Toleration {
	key?: string;
	operator?: 'Exists' | 'Equal';
	value?: string;
	effect?: string;
	tolerationSeconds?: number;
}

export interface PodSpec {
	containers: Container[];
	initContainers?: Container[];
	volumes?: Volume[];
	nodeName?: string;
	nodeSelector?: Record<string, string>;
	affinity?: Affinity;
	tolerations?: Toleration[];
	topologySpreadConstraints?: Array<{
		maxSkew: number;
		topologyKey: string;
		whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
		labelSelector?: LabelSelector;
	}>;
	hostname?: string;
	subdomain?: string;
	setHostnameAsFQDN?: boolean;
	hostNetwork?: boolean;
	restartPolicy: 'Always' | 'OnFailure' | 'Never';
	terminationGracePeriodSeconds: number;
	activeDeadlineSeconds?: number;
	dnsPolicy: string;
	dnsConfig?: {nameservers?: string[]; searches?: string[]; options?: Array<{name: string; value?: string}>};
	hostAliases?: Array<{ip: string; hostnames: string[]}>;
	serviceAccountName?: string;
	serviceAccount?: string;
	automountServiceAccountToken?: boolean;
	enableServiceLinks?: boolean;
	securityContext: {
		runAsUser?: number;
		runAsGroup?: number;
		runAsNonRoot?: boolean;
		fsGroup?: number;
		fsGroupChangePolicy?: string;
		supplementalGroups?: number[];
	};
	schedulerName: string;
	priority?: number;
	priorityClassName?: string;
	preemptionPolicy?: string;
	imagePullSecrets?: Array<{name: string}>;
}

export interface ContainerStateWaiting {
	reason?: string;
	message?: string;
}

export interface ContainerStateTerminated {
	exitCode: number;
	signal?: number;
	reason?: string;
	message?: string;
	startedAt?: string;
	finishedAt?: string;
	containerID?: string;
}

export interface ContainerState {
	waiting?: ContainerStateWaiting;
	running?: {startedAt: string};
	terminated?: ContainerStateTerminated;
}

export interface ContainerStatus {
	name: string;
	state: ContainerState;
	lastState: ContainerState;
	ready: boolean;
	restartCount: number;
	image: string;
	imageID: string;
	containerID?: string;
	started?: boolean;
	[field: string]: unknown;
}

export interface PodStatus {
	phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
	conditions?: Condition[];
	message?: string;
	reason?: string;
	hostIP?: string;
	hostIPs?: Array<{ip: string}>;
	podIP?: string;
	podIPs?: Array<{ip: string}>;
	startTime?: string;
	initContainerStatuses?: ContainerStatus[];
	containerStatuses?: ContainerStatus[];
	qosClass?: 'Guaranteed' | 'Burstable' | 'BestEffort';
	nominatedNodeName?: string;
	observedGeneration?: number;
}

export interface Pod extends KubeObject {
	spec: PodSpec;
	status: PodStatus;
}

/** What a workload makes Pods or claims from: metadata has no name or uid yet. */
export interface PodTemplate {
	metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>; name?: string};
	spec: PodSpec;
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
		updateStrategy: {type: 'RollingUpdate' | 'OnDelete'; rollingUpdate?: {partition?: number; maxUnavailable?: number | string}};
		revisionHistoryLimit: number;
		minReadySeconds?: number;
		ordinals?: {start: number};
		persistentVolumeClaimRetentionPolicy?: {whenDeleted: 'Retain' | 'Delete'; whenScaled: 'Retain' | 'Delete'};
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
