import type {Pod} from '../kinds/objects.ts';
import {StatusError} from '../registry/status-error.ts';
import {ContainerGone, type ExecOptions, type ExecProcess} from '../runtime/types.ts';
import {badRequest, chooseContainer} from './choose-container.ts';
import type {PodWorker} from './pod-worker.ts';

/** Runs a command in a container of a Pod. Throws StatusError in the server's words when it cannot. */
export async function execInPod(
	pod: Pod,
	worker: PodWorker | undefined,
	name: string | undefined,
	argv: string[],
	options: ExecOptions,
): Promise<ExecProcess> {
	if (!pod.spec.nodeName) {
		throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
	}

	const container = chooseContainer(pod, name);
	const runner = worker?.runners.find(({record}) => record.spec.name === container.name);
	if (!runner?.current) {
		throw notFound(container.name);
	}

	try {
		return await runner.current.container.exec(argv, options);
	} catch (error) {
		if (error instanceof ContainerGone) {
			throw notFound(container.name);
		}

		throw internal(
			`error executing command in container: failed to exec in container: ${(error as Error).message}`,
		);
	}
}

function notFound(container: string): StatusError {
	return internal(`unable to upgrade connection: container not found ("${container}")`);
}

function internal(message: string): StatusError {
	return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`);
}
