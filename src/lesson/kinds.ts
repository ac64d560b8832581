/** What the loader knows of a kind without asking a cluster. */
export interface KnownKind {
	namespaced: boolean;
}

// Kubernetes 1.36: the kinds that its API serves and a client can read.
const namespaced = [
	...['ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'PersistentVolumeClaim', 'Pod', 'PodTemplate'],
	...['ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
	...['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet', 'CronJob', 'Job'],
	...['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Ingress', 'NetworkPolicy', 'Role', 'RoleBinding'],
	...['CSIStorageCapacity', 'Lease', 'EndpointSlice', 'ResourceClaim', 'ResourceClaimTemplate'],
];
const clusterWide = [
	...['Namespace', 'Node', 'PersistentVolume', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
	...[
		'CSIDriver',
		'CSINode',
		'IngressClass',
		'IPAddress',
		'ServiceCIDR',
		'ClusterRole',
		'ClusterRoleBinding',
	],
	...['RuntimeClass', 'PriorityClass', 'CustomResourceDefinition', 'APIService', 'CertificateSigningRequest'],
	...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy'],
	...['ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
	...['FlowSchema', 'PriorityLevelConfiguration', 'DeviceClass', 'ResourceSlice'],
];

/** The kinds of a cluster without custom resources. */
export const builtInKinds: ReadonlyMap<string, KnownKind> = new Map<string, KnownKind>([
	...namespaced.map((kind) => [kind, {namespaced: true}] as const),
	...clusterWide.map((kind) => [kind, {namespaced: false}] as const),
]);
