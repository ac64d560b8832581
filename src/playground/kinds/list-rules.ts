/** How a list is merged, by strategic merge patches and by server-side apply. */
export interface ListRule {
	/** Server-side apply: the fields that together name an item (x-kubernetes-list-map-keys). */
	keys?: string[];
	/** Server-side apply: each item is a value of its own (x-kubernetes-list-type: set). */
	set?: true;
	/** Strategic merge: the lists are merged rather than replaced (x-kubernetes-patch-strategy: merge). */
	merge?: true;
	/** Strategic merge: the field that names an item (x-kubernetes-patch-merge-key); absent for lists of values. */
	mergeKey?: string;
	/** Strategic merge: the patch may say which fields of an item stay ($retainKeys). */
	retainKeys?: true;
}

/** A list whose items are named by `keys`; strategic merge goes by the first. */
function by(...keys: [string, ...string[]]): ListRule {
	return {keys, merge: true, mergeKey: keys[0]};
}

const container: Array<[string, ListRule]> = ['Container', 'EphemeralContainer'].flatMap((type) => [
	[`${type}.env`, by('name')],
	[`${type}.ports`, by('containerPort', 'protocol')],
	[`${type}.volumeDevices`, by('devicePath')],
	[`${type}.volumeMounts`, by('mountPath')],
]);

/** The lists that are not simply replaced, by `Type.field`, as the API's OpenAPI document declares them. */
export const listRules: Readonly<Record<string, ListRule>> = Object.fromEntries<ListRule>([
	...container,
	['ContainerStatus.volumeMounts', by('mountPath')],
	['ContainerStatus.allocatedResourcesStatus', by('name')],
	['ContainerRestartRuleOnExitCodes.values', {set: true}],
	['Endpoint.addresses', {set: true}],
	['NamespaceStatus.conditions', by('type')],
	['NodeAllocatableResourceClaimStatus.containers', {set: true}],
	['NodeSpec.podCIDRs', {set: true, merge: true}],
	['NodeStatus.addresses', by('type')],
	['NodeStatus.conditions', by('type')],
	['ObjectMeta.finalizers', {set: true, merge: true}],
	['ObjectMeta.ownerReferences', by('uid')],
	['PersistentVolumeClaimStatus.conditions', by('type')],
	['PodSpec.containers', by('name')],
	['PodSpec.ephemeralContainers', by('name')],
	['PodSpec.hostAliases', by('ip')],
	['PodSpec.imagePullSecrets', by('name')],
	['PodSpec.initContainers', by('name')],
	['PodSpec.resourceClaims', {...by('name'), retainKeys: true}],
	['PodSpec.schedulingGates', by('name')],
	['PodSpec.topologySpreadConstraints', by('topologyKey', 'whenUnsatisfiable')],
	['PodSpec.volumes', {...by('name'), retainKeys: true}],
	['PodStatus.conditions', by('type')],
	['PodStatus.hostIPs', {merge: true, mergeKey: 'ip'}],
	['PodStatus.podIPs', by('ip')],
	['PodStatus.resourceClaimStatuses', {...by('name'), retainKeys: true}],
	['ResourceRequirements.claims', {keys: ['name']}],
	['ResourceStatus.resources', {keys: ['resourceID']}],
	['ServiceAccount.secrets', by('name')],
	['ServiceSpec.ports', by('port', 'protocol')],
	['ServiceStatus.conditions', by('type')],
	['StatefulSetStatus.conditions', by('type')],
]);

/** Types that one manager owns as a whole (x-kubernetes-map-type: atomic). */
export const atomicTypes: ReadonlySet<string> = new Set([
	'ConfigMapKeySelector',
	'EndpointPort',
	'FileKeySelector',
	'LabelSelector',
	'LocalObjectReference',
	'NodeSelector',
	'NodeSelectorTerm',
	'ObjectFieldSelector',
	'ObjectReference',
	'OwnerReference',
	'ResourceFieldSelector',
	'SecretKeySelector',
	'SecretReference',
	'TopologySelectorTerm',
	'TypedLocalObjectReference',
]);

/** Fields that are owned as a whole, or not, other than their type says. */
export const atomicFields: Readonly<Record<string, boolean>> = {
	'PersistentVolumeSpec.claimRef': false,
	'PodSpec.nodeSelector': true,
	'ServiceSpec.selector': true,
};
