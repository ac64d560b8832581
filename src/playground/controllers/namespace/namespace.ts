import {timestamp} from '../../../lib/clock.ts';
import type {KubeObject, Namespace, ResourceName} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {NAMESPACED_RESOURCES} from '../namespaced-resources.ts';
import {withCondition} from '../runtime/conditions.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {unlessGone} from '../runtime/status-errors.ts';
import {deletionConditions, type Remaining} from './deletion-conditions.ts';

const MANAGER = 'kube-controller-manager';
const FINALIZER = 'kubernetes';

/**
 * Empties a namespace that is being deleted, Pods first and gracefully, and then lets it go (Kubernetes:
 * namespace controller with OrderedNamespaceDeletion).
 */
export function startNamespaceController({registry, clock, log}: ControllerContext): Controller {
	const terminating = (name: string) =>
		registry.find('namespaces', undefined, name)?.metadata.deletionTimestamp === undefined ? [] : [name];
	return startController({
		name: 'namespace-controller',
		registry,
		clock,
		log,
		watches: [
			watching('namespaces', ({metadata}) => terminating(metadata.name)),
			...NAMESPACED_RESOURCES.map((resource) =>
				watching(resource, ({metadata}) => terminating(metadata.namespace!)),
			),
		],
		reconcile(name) {
			const namespace = registry.find('namespaces', undefined, name);
			if (namespace?.metadata.deletionTimestamp === undefined) {
				return;
			}

			const remaining = emptyNamespace(registry, name);
			writeStatus(registry, namespace, remaining, timestamp(clock));
			if (remaining.length === 0) {
				letGo(registry, name);
			}
		},
	});
}

/** Deletes what is in the namespace; what is left afterwards is what waits for somebody. */
function emptyNamespace(registry: Registry, namespace: string): Remaining[] {
	const pods = deleteAll(registry, 'pods', namespace);
	if (pods.length > 0) {
		return [{resource: 'pods', objects: pods}];
	}

	return NAMESPACED_RESOURCES.map((resource) => ({
		resource,
		objects: deleteAll(registry, resource, namespace),
	})).filter(({objects}) => objects.length > 0);
}

function deleteAll(registry: Registry, resource: ResourceName, namespace: string): KubeObject[] {
	for (const {metadata} of registry.list(resource, {namespace})) {
		if (metadata.deletionTimestamp === undefined) {
			unlessGone(() =>
				registry.delete(resource, namespace, metadata.name, {propagationPolicy: 'Background'}),
			);
		}
	}

	return registry.list(resource, {namespace});
}

function writeStatus(registry: Registry, namespace: Namespace, remaining: Remaining[], now: string): void {
	const conditions = deletionConditions(namespace.metadata.name, remaining);
	registry.modify(
		'namespaces',
		undefined,
		namespace.metadata.name,
		(copy) => {
			copy.status.phase = 'Terminating';
			for (const condition of conditions) {
				copy.status.conditions = withCondition(copy.status.conditions, {
					...condition,
					lastTransitionTime: now,
				});
			}
		},
		{fieldManager: MANAGER, subresource: 'status'},
	);
}

function letGo(registry: Registry, name: string): void {
	unlessGone(() => {
		registry.modify(
			'namespaces',
			undefined,
			name,
			(copy) => {
				copy.spec.finalizers = copy.spec.finalizers?.filter((finalizer) => finalizer !== FINALIZER);
			},
			{fieldManager: MANAGER, subresource: 'finalize'},
		);
		const left = registry.find('namespaces', undefined, name);
		if (left && (left.spec.finalizers ?? []).length === 0) {
			registry.delete('namespaces', undefined, name);
		}
	});
}
