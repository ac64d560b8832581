import {createEventRecorder} from '../../events/recorder.ts';
import type {Pod, StatefulSet} from '../../kinds/objects.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {existingNamespace} from '../namespace/active.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {keyOf, splitKey} from '../runtime/keys.ts';
import {controllerOf, controllerReference, isControlledBy} from '../runtime/owners.ts';
import {applyActions} from './apply.ts';
import {retainClaims} from './claims.ts';
import {ensureHistory, truncateHistory} from './history.ts';
import {ordinalOf} from './identity.ts';
import {planStatefulSet} from './plan.ts';
import {templateOf} from './revision.ts';
import {statusOf} from './status.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};

/** Runs StatefulSets: stable names, ordered start and stop, a claim per template, rolling update. */
export function startStatefulSetController({registry, clock, log}: ControllerContext): Controller {
	const recorder = createEventRecorder({registry, clock, component: 'statefulset-controller', ...MANAGER});

	function reconcile(key: string): number | void {
		const {namespace, name} = splitKey(key);
		const set = registry.find('statefulsets.apps', namespace, name);
		if (!set) {
			return;
		}

		const pods = claimPods(registry, set);
		const history = ensureHistory(registry, set);
		const current = {name: history.current.metadata.name, template: templateOf(history.current)};
		const update = {name: history.update.metadata.name, template: templateOf(history.update)};
		const now = clock.now();
		const plan = planStatefulSet({set, pods, update: update.name, now});
		// Nothing can be made in a namespace that is being deleted, and everything there is ended already.
		const actions = existingNamespace(registry, namespace!) ? plan.actions : [];
		retainClaims(registry, set, pods, plan.condemned);
		const {deleted, error} = applyActions({registry, recorder, set, current, update}, actions);
		writeStatus(registry, set, {
			set,
			pods,
			deleted,
			current: current.name,
			update: update.name,
			collisionCount: history.collisionCount,
			now,
		});
		truncateHistory(registry, set, pods, history);
		if (error !== undefined) {
			throw error;
		}

		return plan.again;
	}

	return startController({
		name: 'statefulset-controller',
		registry,
		clock,
		log,
		watches: [
			watching('statefulsets.apps', (set) => [keyOf(set)]),
			watching('pods', (pod) => setsOf(registry, pod)),
			watching('persistentvolumeclaims', ({metadata}) => setsWithClaims(registry, metadata.namespace!)),
		],
		reconcile,
	});
}

/** The set that controls the Pod, or those that might adopt it. */
function setsOf(registry: Registry, pod: Pod): string[] {
	const controller = controllerOf(pod);
	const {namespace} = pod.metadata;
	if (controller) {
		return controller.kind === 'StatefulSet' ? [`${namespace}/${controller.name}`] : [];
	}

	return registry
		.list('statefulsets.apps', {namespace})
		.filter((set) => isOrphanOf(pod, set))
		.map(keyOf);
}

/** A claim that is gone at last may be what a member waits for. */
function setsWithClaims(registry: Registry, namespace: string): string[] {
	return registry
		.list('statefulsets.apps', {namespace})
		.filter(({spec}) => (spec.volumeClaimTemplates ?? []).length > 0)
		.map(keyOf);
}

/** The set's Pods, after taking in those that match it and belong to nobody. */
function claimPods(registry: Registry, set: StatefulSet): Pod[] {
	const pods: Pod[] = [];
	for (const pod of registry.list('pods', {namespace: set.metadata.namespace})) {
		if (isControlledBy(pod, set)) {
			pods.push(pod);
		} else if (isOrphanOf(pod, set) && set.metadata.deletionTimestamp === undefined) {
			pods.push(adopt(registry, pod, set));
		}
	}

	return pods;
}

function isOrphanOf(pod: Pod, set: StatefulSet): boolean {
	return (
		controllerOf(pod) === undefined &&
		pod.metadata.deletionTimestamp === undefined &&
		ordinalOf(set, pod.metadata.name) !== undefined &&
		matchesLabels(set.spec.selector, pod.metadata.labels)
	);
}

function adopt(registry: Registry, {metadata}: Pod, set: StatefulSet): Pod {
	return registry.modify(
		'pods',
		metadata.namespace,
		metadata.name,
		(copy) => {
			copy.metadata.ownerReferences = [...(copy.metadata.ownerReferences ?? []), controllerReference(set)];
		},
		MANAGER,
	);
}

function writeStatus(registry: Registry, set: StatefulSet, input: Parameters<typeof statusOf>[0]): void {
	registry.modify(
		'statefulsets.apps',
		set.metadata.namespace,
		set.metadata.name,
		(copy) => {
			copy.status = statusOf(input);
		},
		{...MANAGER, subresource: 'status'},
	);
}
