import type {Clock} from '../../../lib/clock.ts';
import type {ContainerStatus, Pod} from '../../kinds/objects.ts';
import {badRequest, chooseContainer} from '../choose-container.ts';
import type {PodWorker} from '../pod-worker.ts';
import type {LogOptions} from '../types.ts';
import {readLog} from './read-log.ts';

/**
 * What a container of a Pod has printed. Throws a StatusError in the server's words at once, before the
 * first line is asked for, when there is nothing to read. A Pod without a node has an empty log.
 */
export function podLogs(
	clock: Clock,
	pod: Pod,
	worker: PodWorker | undefined,
	options: LogOptions,
	signal: AbortSignal,
): AsyncIterable<Buffer> {
	const {name} = chooseContainer(pod, options.container);
	if (!worker) {
		return nothing();
	}

	const attempt = attemptOf(pod, name, options.previous ?? false);
	const current = worker.runners.find(({record}) => record.spec.name === name)?.current;
	const ended = current?.attempt === attempt ? current.ended : undefined;
	return readLog(
		worker.paths.log(name, attempt),
		{...options, since: sinceOf(options, clock)},
		ended,
		signal,
	);
}

// Which start's log to read (Kubernetes: kubelet.validateContainerLogStatus).
function attemptOf({metadata, status}: Pod, container: string, previous: boolean): number {
	const where = `container "${container}" in pod "${metadata.name}"`;
	const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
	const found = all.find(({name}) => name === container);
	if (!found) {
		throw badRequest(`${where} is not available`);
	}

	const {state, lastState, restartCount} = found;
	// While a container waits to be started again, its last start is the newest one.
	const last = lastState.terminated && (state.waiting ? restartCount : restartCount - 1);
	if (previous) {
		if (last === undefined) {
			throw badRequest(`previous terminated ${where} not found`);
		}

		return last;
	}

	if (state.waiting) {
		if (last === undefined) {
			throw badRequest(`${where} is waiting to start: ${waitingWords(state.waiting.reason)}`);
		}

		return last;
	}

	return restartCount;
}

function waitingWords(reason: NonNullable<ContainerStatus['state']['waiting']>['reason']): string {
	switch (reason) {
		case 'ErrImagePull':
			return "image can't be pulled";
		case 'ImagePullBackOff':
			return 'trying and failing to pull image';
		default:
			return reason ?? '';
	}
}

function sinceOf({sinceSeconds, sinceTime}: LogOptions, clock: Clock): number | undefined {
	if (sinceSeconds !== undefined) {
		return clock.now() - sinceSeconds * 1000;
	}

	return sinceTime === undefined ? undefined : Date.parse(sinceTime);
}

async function* nothing(): AsyncIterable<Buffer> {}
