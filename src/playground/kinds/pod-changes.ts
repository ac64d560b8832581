import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField} from './causes.ts';
import type {Container, Pod, PodSpec} from './objects.ts';
import {sameJson} from './same-json.ts';

/**
 * What an update of a Pod may not change (Kubernetes: ValidatePodUpdate). A node may be given to a Pod that has none:
 * here the scheduler writes it as an update rather than through the binding subresource.
 */
export function podChangeCauses({spec}: Pod, {spec: old}: Pod): StatusCause[] {
	const comparable: PodSpec = {
		...spec,
		containers: withOldImages(spec.containers, old.containers),
		...(spec.initContainers && {
			initContainers: withOldImages(spec.initContainers, old.initContainers ?? []),
		}),
		activeDeadlineSeconds: old.activeDeadlineSeconds,
		nodeName: old.nodeName || undefined,
	};
	const movesNode = old.nodeName !== undefined && spec.nodeName !== old.nodeName;
	if (startsWith(spec.tolerations ?? [], old.tolerations ?? [])) {
		comparable.tolerations = old.tolerations;
	}

	return sameJson(comparable, old) && !movesNode
		? []
		: [
				forbiddenField(
					'spec',
					'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
				),
			];
}

function withOldImages(containers: Container[], old: Container[]): Container[] {
	return containers.map((container, index) => ({...container, image: old[index]?.image ?? container.image}));
}

function startsWith<T>(list: T[], beginning: T[]): boolean {
	return beginning.every((item, index) => sameJson(item, list[index]));
}
