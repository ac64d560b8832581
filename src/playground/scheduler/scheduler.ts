import type {ControllerContext} from '../controllers/context.ts';
import {startController, watching, type Controller} from '../controllers/runtime/controller.ts';
import {keyOf, splitKey} from '../controllers/runtime/keys.ts';
import {createEventRecorder} from '../events/recorder.ts';
import {createReminder} from '../events/reminder.ts';
import type {Pod} from '../kinds/objects.ts';
import type {Change, Registry} from '../registry/types.ts';
import {bindPod, markUnschedulable, reserveVolumes} from './bind.ts';
import {claimProblem, unboundClaims} from './claims.ts';
import {type Cluster, type NodeState, readCluster} from './cluster.ts';
import {reject} from './filters/index.ts';
import {unresolvableMessage, unschedulableMessage} from './message.ts';
import {bestNode} from './score.ts';

const NAME = 'default-scheduler';
/** Kubernetes: how long a Pod stays unschedulable before it is tried, and said, again. */
const SAY_AGAIN_MS = 300_000;

/** Finds a node for every Pod that has none, and tries again whenever the cluster changes. */
export function startScheduler({registry, clock, log}: ControllerContext): Controller {
	const recorder = createEventRecorder({registry, clock, component: NAME, fieldManager: 'kube-scheduler'});
	const reminder = createReminder(recorder, clock, SAY_AGAIN_MS);

	function reconcile(key: string): number | void {
		const {namespace, name} = splitKey(key);
		const pod = registry.find('pods', namespace, name);
		if (!pod || !isPending(pod)) {
			reminder.forget(key);
			return;
		}

		const cluster = readCluster(registry, pod);
		const found = place(pod, cluster);
		if ('message' in found) {
			markUnschedulable(registry, clock, pod, found.message);
			reminder.say(key, pod, 'Warning', 'FailedScheduling', found.message);
			return SAY_AGAIN_MS;
		}

		const node = found.state.node.metadata.name;
		const unbound = unboundClaims(cluster.claims);
		if (unbound.length > 0) {
			// The claims' binding is a change that brings the Pod back here.
			reserveVolumes(registry, pod, unbound, node);
			return;
		}

		bindPod(registry, clock, pod, node);
		recorder.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${key} to ${node}`);
	}

	const all = () => pendingPods(registry);
	return startController({
		name: NAME,
		registry,
		clock,
		log,
		watches: [
			watching('pods', (pod, change) => [
				...(isPending(pod) || change?.type === 'DELETED' ? [keyOf(pod)] : []),
				...(change && makesRoom(change) ? all() : []),
			]),
			watching('nodes', all),
			watching('persistentvolumeclaims', all),
			watching('persistentvolumes', all),
			watching('storageclasses.storage.k8s.io', all),
		],
		reconcile,
	});
}

/** The best node that nothing is against, or why there is none. */
export function place(pod: Pod, cluster: Cluster): {state: NodeState} | {message: string} {
	const problem = claimProblem(cluster.claims);
	if (problem !== undefined) {
		return {message: unresolvableMessage(cluster.nodes.length, problem)};
	}

	const rejections = cluster.nodes.map((state) => reject(pod, state, cluster));
	const fitting = cluster.nodes.filter((_, index) => rejections[index]!.length === 0);
	return fitting.length === 0
		? {message: unschedulableMessage(rejections)}
		: {state: bestNode(pod, fitting, cluster)};
}

function isPending({metadata, spec, status}: Pod): boolean {
	return (
		!spec.nodeName &&
		spec.schedulerName === NAME &&
		metadata.deletionTimestamp === undefined &&
		status.phase === 'Pending'
	);
}

/** True when the change of a Pod may decide about others: it came, went, ended, or is labelled otherwise. */
function makesRoom({type, object, previous}: Change<Pod>): boolean {
	return (
		type === 'DELETED' ||
		previous === undefined ||
		previous.spec.nodeName !== object.spec.nodeName ||
		previous.status.phase !== object.status.phase ||
		JSON.stringify(previous.metadata.labels) !== JSON.stringify(object.metadata.labels)
	);
}

function pendingPods(registry: Registry): string[] {
	return registry.list('pods').filter(isPending).map(keyOf);
}
