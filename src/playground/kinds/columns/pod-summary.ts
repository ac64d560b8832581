import type {ContainerStatus, Pod} from '../objects.ts';
import {age} from './duration.ts';

/** The three computed columns of a Pod. Kubernetes: printers/internalversion printPod. */
export interface PodSummary {
	ready: string;
	status: string;
	restarts: string;
}

/** `now` in milliseconds since the epoch. */
export function summarizePod(pod: Pod, now: number): PodSummary {
	const init = summarizeInit(pod);
	const main =
		init.blocked && !isTrue(pod, 'Initialized') ? undefined : summarizeContainers(pod, init.status);
	const sidecars = pod.spec.initContainers?.filter((each) => each.restartPolicy === 'Always').length ?? 0;
	const ready = init.readySidecars + (main?.ready ?? 0);
	// Until the init containers are through, it is their restarts that count.
	const restarted = main === undefined ? init.restarted : [...init.restartedSidecars, ...main.restarted];
	return {
		ready: `${ready}/${pod.spec.containers.length + sidecars}`,
		status: deleted(pod) ?? main?.status ?? init.status,
		restarts: restarts(restarted, now),
	};
}

function summarizeInit(pod: Pod) {
	const specs = pod.spec.initContainers ?? [];
	const sidecars = new Set(specs.filter((each) => each.restartPolicy === 'Always').map((each) => each.name));
	const restarted: ContainerStatus[] = [];
	const restartedSidecars: ContainerStatus[] = [];
	let readySidecars = 0;
	let status = pod.status.reason ?? phase(pod);
	for (const [index, each] of (pod.status.initContainerStatuses ?? []).entries()) {
		restarted.push(each);
		const sidecar = sidecars.has(each.name);
		if (sidecar) {
			restartedSidecars.push(each);
		}

		if (each.state.terminated?.exitCode === 0) {
			continue;
		}

		if (sidecar && each.started === true) {
			readySidecars += each.ready ? 1 : 0;
			continue;
		}

		status = `Init:${initReason(each) ?? `${index}/${specs.length}`}`;
		return {status, blocked: true, restarted, restartedSidecars, readySidecars};
	}

	return {status, blocked: false, restarted, restartedSidecars, readySidecars};
}

function phase(pod: Pod): string {
	const scheduled = pod.status.conditions?.find((each) => each.type === 'PodScheduled');
	return scheduled?.reason === 'SchedulingGated' ? 'SchedulingGated' : pod.status.phase;
}

function initReason({state}: ContainerStatus): string | undefined {
	if (state.terminated !== undefined) {
		return terminatedReason(state.terminated);
	}

	const waiting = state.waiting?.reason;
	return waiting === undefined || waiting === '' || waiting === 'PodInitializing' ? undefined : waiting;
}

function terminatedReason(terminated: NonNullable<ContainerStatus['state']['terminated']>): string {
	if (terminated.reason !== undefined && terminated.reason !== '') {
		return terminated.reason;
	}

	return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

function summarizeContainers(pod: Pod, initial: string) {
	const statuses = pod.status.containerStatuses ?? [];
	let status = initial;
	let ready = 0;
	// Backwards, so that the first container that has something to say has the last word.
	for (const each of statuses.toReversed()) {
		if (each.state.waiting?.reason) {
			status = each.state.waiting.reason;
		} else if (each.state.terminated !== undefined) {
			status = terminatedReason(each.state.terminated);
		} else if (each.ready && each.state.running !== undefined) {
			ready++;
		}
	}

	if (status === 'Completed' && ready > 0) {
		status = isTrue(pod, 'Ready') ? 'Running' : 'NotReady';
	}

	return {status, ready, restarted: statuses};
}

function deleted(pod: Pod): string | undefined {
	if (pod.metadata.deletionTimestamp === undefined) {
		return undefined;
	}

	if (pod.status.reason === 'NodeLost') {
		return 'Unknown';
	}

	return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' ? undefined : 'Terminating';
}

function restarts(statuses: ContainerStatus[], now: number): string {
	const count = statuses.reduce((sum, each) => sum + each.restartCount, 0);
	const last = statuses
		.map((each) => each.lastState.terminated?.finishedAt)
		.filter((each) => each !== undefined)
		.toSorted()
		.at(-1);
	return count > 0 && last !== undefined ? `${count} (${age(last, now)} ago)` : String(count);
}

function isTrue(pod: Pod, type: string): boolean {
	return pod.status.conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
}
