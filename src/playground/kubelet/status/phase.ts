import type {PodSpec, PodStatus} from '../../kinds/objects.ts';
import {type ContainerRecord, restarts, succeeded} from '../container-record.ts';

/**
 * The phase of a Pod by its containers (Kubernetes: kubelet.getPhase). `ended`: the Pod was told to end and
 * nothing of it runs any more, so that it is Succeeded or Failed whatever its restart policy.
 */
export function podPhase(
	records: readonly ContainerRecord[],
	restartPolicy: PodSpec['restartPolicy'],
	ended: boolean,
): PodStatus['phase'] {
	const main = records.filter(({role}) => role === 'main');
	if (ended) {
		return main.every(succeeded) ? 'Succeeded' : 'Failed';
	}

	const init = records.filter(({role}) => role === 'init');
	const failedForGood = (record: ContainerRecord) =>
		record.state.kind === 'terminated' && !succeeded(record) && !restarts(record, restartPolicy);
	if (init.some(failedForGood)) {
		return 'Failed';
	}

	const pending = main.some(({state, last}) => state.kind === 'none' && last === undefined);
	if (pending || !init.every(succeeded)) {
		return 'Pending';
	}

	const over = main.every((record) => record.state.kind === 'terminated' && !restarts(record, restartPolicy));
	if (!over) {
		return 'Running';
	}

	return main.every(succeeded) ? 'Succeeded' : 'Failed';
}
