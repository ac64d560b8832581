import {join} from 'node:path';
import type {Pod} from '../kinds/objects.ts';

/** Generated files lie beside the log directories; no container name can begin with a dot. */
const GENERATED = '.kubelet';

/** Where one Pod's files lie: `NAMESPACE_NAME_UID/CONTAINER/ATTEMPT.log`, as on a node. */
export interface PodPaths {
	root: string;
	/** Log of one attempt of a container. */
	log(container: string, attempt: number): string;
	logs(container: string): string;
	volume(plugin: string, volume: string): string;
	terminationMessage(container: string, attempt: number): string;
}

/** Name of a Pod's directory below the pods directory. */
export function podDirectory(pod: Pod): string {
	const {namespace, name, uid} = pod.metadata;
	return `${namespace}_${name}_${uid}`;
}

export function podPaths(pods: string, pod: Pod): PodPaths {
	const root = join(pods, podDirectory(pod));
	return {
		root,
		logs: (container) => join(root, container),
		log: (container, attempt) => join(root, container, `${attempt}.log`),
		volume: (plugin, volume) => join(root, GENERATED, 'volumes', plugin, volume),
		terminationMessage: (container, attempt) =>
			join(root, GENERATED, 'termination', `${container}-${attempt}`),
	};
}
