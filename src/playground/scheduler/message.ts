import type {Rejection} from './filters/filter.ts';

/** What the scheduler's post-filter plugins say when they find nothing to take away. */
const NO_CLAIMS = 'no new claims to deallocate';

/** Why no node can take a Pod, in kube-scheduler's words; one entry a node (Kubernetes: FitError.Error). */
export function unschedulableMessage(rejections: Rejection[][]): string {
	const nodes = rejections.length;
	if (nodes === 0) {
		return 'no nodes available to schedule pods';
	}

	const reasons = tally(rejections.flatMap((each) => each.map(({reason}) => reason)));
	const preemption = tally(
		rejections.map((each) =>
			each.every(({preemptible}) => preemptible)
				? 'No preemption victims found for incoming pod'
				: 'Preemption is not helpful for scheduling',
		),
	);
	const available = `0/${nodes} nodes are available`;
	return `${available}: ${reasons}. ${NO_CLAIMS}, preemption: ${available}: ${preemption}.`;
}

/**
 * Why a Pod can be put nowhere, whatever the nodes are like. The last words are those of a 1.36 scheduler,
 * where a plugin that had no turn reports so.
 */
export function unresolvableMessage(nodes: number, reason: string): string {
	return `0/${nodes} nodes are available: ${reason}. not found`;
}

function tally(reasons: string[]): string {
	return [...Map.groupBy(reasons, (reason) => reason)]
		.map(([reason, each]) => `${each.length} ${reason}`)
		.toSorted()
		.join(', ');
}
