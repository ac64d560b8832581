// A Pod and what is in it, after defaulting.

import type {Condition, KubeObject, LabelSelector, NodeSelectorTerm} from './meta-objects.ts';

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
		preferredDuringSchedulingIgnoredDuringExecution?: Array<{
			weight: number;
			podAffinityTerm: PodAffinityTerm;
		}>;
	};
	podAntiAffinity?: {
		requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
		preferredDuringSchedulingIgnoredDuringExecution?: Array<{
			weight: number;
			podAffinityTerm: PodAffinityTerm;
		}>;
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
