import type {Container, Pod} from '../kinds/objects.ts';
import {StatusError} from '../registry/status-error.ts';

/**
 * The container that a request is about: the one it names, or the only one. Throws a BadRequest StatusError
 * in the server's words when it must be named, or is no container of the Pod.
 */
export function chooseContainer({metadata, spec}: Pod, name: string | undefined): Container {
	const init = spec.initContainers ?? [];
	if (name) {
		const found = [...init, ...spec.containers].find((container) => container.name === name);
		if (!found) {
			throw badRequest(`container ${name} is not valid for pod ${metadata.name}`);
		}

		return found;
	}

	const [first, ...others] = spec.containers;
	if (!first || others.length > 0) {
		const names = (containers: readonly Container[]) => `[${containers.map((each) => each.name).join(' ')}]`;
		const orInit = init.length > 0 ? ` or one of the init containers: ${names(init)}` : '';
		throw badRequest(
			`a container name must be specified for pod ${metadata.name}, choose one of: ${names(spec.containers)}${orInit}`,
		);
	}

	return first;
}

export function badRequest(message: string): StatusError {
	return new StatusError(400, 'BadRequest', message);
}
