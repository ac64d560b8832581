import type {Pod} from '../kinds/objects.ts';
import {controllerOf} from '../controllers/runtime/owners.ts';
import type {Cluster, NodeState} from './cluster.ts';
import {isAbout, isSameDomain} from './filters/pod-affinity.ts';
import {tolerates} from './filters/taints.ts';
import {countByDomain} from './filters/topology-spread.ts';
import {matchesNodeTerm} from './node-terms.ts';
import {add, amounts, type Amounts, requestsOf} from './requests.ts';

/** How well each node would suit the Pod; any number, more is better. */
type Scorer = (pod: Pod, state: NodeState, cluster: Cluster) => number;

/** With the weights of Kubernetes' default plugins. */
const SCORERS: Array<{weight: number; score: Scorer}> = [
	{weight: 3, score: fewestTaints},
	{weight: 2, score: preferredNodes},
	{weight: 2, score: spread},
	{weight: 2, score: preferredNeighbours},
	{weight: 1, score: leastAllocated},
];

/** The best of the nodes: scores are brought to 0 to 100 before they are weighed; a tie goes to the first. */
export function bestNode(pod: Pod, candidates: NodeState[], cluster: Cluster): NodeState {
	const totals = candidates.map(() => 0);
	for (const {weight, score} of SCORERS) {
		const scores = candidates.map((state) => score(pod, state, cluster));
		const low = Math.min(...scores);
		const range = Math.max(...scores) - low;
		for (const [index, each] of scores.entries()) {
			totals[index]! += range === 0 ? 0 : (weight * 100 * (each - low)) / range;
		}
	}

	return candidates[totals.indexOf(Math.max(...totals))]!;
}

function fewestTaints(pod: Pod, {node}: NodeState): number {
	const taints = node.spec.taints ?? [];
	return -taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(pod, taint)).length;
}

function preferredNodes({spec}: Pod, {node}: NodeState): number {
	const terms = spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	return terms
		.filter(({preference}) => matchesNodeTerm(preference, node))
		.reduce((sum, {weight}) => sum + weight, 0);
}

/** Few Pods like this one in the node's domains; without constraints, few of the same owner on the node. */
function spread(pod: Pod, {node, pods}: NodeState, cluster: Cluster): number {
	const soft = (pod.spec.topologySpreadConstraints ?? []).filter(
		({whenUnsatisfiable}) => whenUnsatisfiable === 'ScheduleAnyway',
	);
	const owner = controllerOf(pod)?.uid;
	const siblings =
		owner === undefined || soft.length > 0
			? 0
			: pods.filter((other) => controllerOf(other)?.uid === owner).length;
	const crowded = soft.map((constraint) => {
		const domain = node.metadata.labels?.[constraint.topologyKey] ?? '';
		return countByDomain(pod, constraint, cluster).get(domain) ?? 0;
	});
	return -crowded.reduce((sum, count) => sum + count, siblings);
}

function preferredNeighbours(pod: Pod, {node}: NodeState, {nodes}: Cluster): number {
	const {podAffinity, podAntiAffinity} = pod.spec.affinity ?? {};
	const near = podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	const far = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
	let score = 0;
	for (const [terms, sign] of [
		[near, 1],
		[far, -1],
	] as const) {
		for (const {weight, podAffinityTerm} of terms) {
			const neighbours = nodes
				.filter((state) => isSameDomain(state.node, node, podAffinityTerm.topologyKey))
				.flatMap(({pods}) => pods)
				.filter((other) => isAbout(pod, podAffinityTerm, other));
			score += sign * weight * neighbours.length;
		}
	}

	return score;
}

/** The share of CPU and memory that would be left (Kubernetes: NodeResourcesFit, LeastAllocated). */
function leastAllocated(pod: Pod, {node, pods}: NodeState): number {
	const all = amounts(node.status.allocatable);
	const used: Amounts = new Map();
	for (const each of [...pods, pod]) {
		add(used, requestsOf(each));
	}

	const free = ['cpu', 'memory'].map((name) => 1 - (used.get(name) ?? 0) / (all.get(name) || Infinity));
	return free.reduce((sum, share) => sum + share, 0);
}
