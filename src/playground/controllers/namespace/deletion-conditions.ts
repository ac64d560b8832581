import type {Condition, KubeObject, ResourceName} from '../../kinds/objects.ts';

/** Objects that are still in a namespace that is being deleted. */
export interface Remaining {
	resource: ResourceName;
	objects: KubeObject[];
}

/**
 * What a namespace that is being deleted says about what is left in it, without transition times (Kubernetes:
 * pkg/controller/namespace/deletion/status_condition_utils.go; words as a 1.36 cluster said them).
 */
export function deletionConditions(namespace: string, remaining: Remaining[]): Condition[] {
	const podsLeft = remaining.some(({resource}) => resource === 'pods');
	return [
		{
			type: 'NamespaceDeletionDiscoveryFailure',
			status: 'False',
			reason: 'ResourcesDiscovered',
			message: 'All resources successfully discovered',
		},
		{
			type: 'NamespaceDeletionGroupVersionParsingFailure',
			status: 'False',
			reason: 'ParsedGroupVersions',
			message: 'All legacy kube types successfully parsed',
		},
		podsLeft
			? {
					type: 'NamespaceDeletionContentFailure',
					status: 'True',
					reason: 'ContentDeletionFailed',
					message: `Failed to delete all resource types, 1 remaining: unexpected items still remain in namespace: ${namespace} for gvr: /v1, Resource=pods`,
				}
			: {
					type: 'NamespaceDeletionContentFailure',
					status: 'False',
					reason: 'ContentDeleted',
					message: 'All content successfully deleted, may be waiting on finalization',
				},
		contentRemaining(podsLeft ? [] : remaining),
		finalizersRemaining(podsLeft ? [] : remaining),
	];
}

function contentRemaining(remaining: Remaining[]): Condition {
	const type = 'NamespaceContentRemaining';
	if (remaining.length === 0) {
		return {type, status: 'False', reason: 'ContentRemoved', message: 'All content successfully removed'};
	}

	const counts = remaining.map(
		({resource, objects}) => `${dotted(resource)} has ${objects.length} resource instances`,
	);
	return {
		type,
		status: 'True',
		reason: 'SomeResourcesRemain',
		message: `Some resources are remaining: ${counts.toSorted().join(', ')}`,
	};
}

function finalizersRemaining(remaining: Remaining[]): Condition {
	const type = 'NamespaceFinalizersRemaining';
	const finalizers = remaining.flatMap(({objects}) =>
		objects.flatMap(({metadata}) => metadata.finalizers ?? []),
	);
	if (finalizers.length === 0) {
		return {
			type,
			status: 'False',
			reason: 'ContentHasNoFinalizers',
			message: 'All content-preserving finalizers finished',
		};
	}

	const counts = [...Map.groupBy(finalizers, (finalizer) => finalizer)].map(
		([finalizer, each]) => `${finalizer} in ${each.length} resource instances`,
	);
	return {
		type,
		status: 'True',
		reason: 'SomeFinalizersRemain',
		message: `Some content in the namespace has finalizers remaining: ${counts.toSorted().join(', ')}`,
	};
}

/** `persistentvolumeclaims.` and `statefulsets.apps`, as Go prints a GroupResource there. */
function dotted(resource: string): string {
	return resource.includes('.') ? resource : `${resource}.`;
}
