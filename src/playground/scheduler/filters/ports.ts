import type {Pod} from '../../kinds/objects.ts';
import {type Filter, notNow} from './filter.ts';

export const filterPorts: Filter = (pod, {pods}) => {
	const taken = new Set(pods.flatMap(hostPorts));
	return hostPorts(pod).some((port) => taken.has(port))
		? notNow("node(s) didn't have free ports for the requested pod ports")
		: [];
};

function hostPorts({spec}: Pod): string[] {
	return spec.containers
		.flatMap(({ports}) => ports ?? [])
		.flatMap(({hostPort, protocol}) => (hostPort ? [`${protocol}:${hostPort}`] : []));
}
