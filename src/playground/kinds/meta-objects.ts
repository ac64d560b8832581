// What every Kubernetes object has, and the parts that several kinds share.

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
	matchExpressions?: Array<{
		key: string;
		operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
		values?: string[];
	}>;
}

export interface NodeSelectorTerm {
	matchExpressions?: Array<{key: string; operator: string; values?: string[]}>;
	matchFields?: Array<{key: string; operator: string; values?: string[]}>;
}
