import {annotationCauses, labelCauses} from '../registry/metadata-causes.ts';
import type {StatusCause} from '../registry/status-error.ts';
import {duplicateField, invalidField, path, requiredField, unsupportedValue} from './causes.ts';
import {containerCauses} from './container-causes.ts';
import {nameProblem} from './names.ts';
import type {PodSpec, PodTemplate} from './objects.ts';
import {volumeCauses} from './volume-causes.ts';

const restartPolicies = ['Always', 'OnFailure', 'Never'];
const dnsPolicies = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];

/**
 * What is wrong with a StatefulSet's Pod template at `at`. As on a real server the Pod's spec is not looked at: what is
 * wrong there shows when the controller makes the first Pod.
 */
export function podTemplateCauses(at: string, template: PodTemplate): StatusCause[] {
	return [
		...labelCauses(path(at, 'labels'), template.metadata?.labels),
		...annotationCauses(path(at, 'annotations'), template.metadata?.annotations),
	];
}

/** What is wrong with a Pod's spec at `at` (Kubernetes: ValidatePodSpec). */
export function podSpecCauses(at: string, spec: PodSpec): StatusCause[] {
	const volumes = (spec.volumes ?? []).map(({name}) => name);
	return [
		...(spec.volumes ?? []).flatMap((volume, index, all) => [
			...volumeCauses(path(at, 'volumes', index), volume),
			...(all.slice(0, index).some(({name}) => name === volume.name)
				? [duplicateField(path(at, 'volumes', index, 'name'), volume.name)]
				: []),
		]),
		...allContainerCauses(at, spec, volumes),
		...(restartPolicies.includes(spec.restartPolicy)
			? []
			: [unsupportedValue(path(at, 'restartPolicy'), spec.restartPolicy, restartPolicies)]),
		...(dnsPolicies.includes(spec.dnsPolicy)
			? []
			: [unsupportedValue(path(at, 'dnsPolicy'), spec.dnsPolicy, dnsPolicies)]),
		...(spec.terminationGracePeriodSeconds < 0
			? [
					invalidField(
						path(at, 'terminationGracePeriodSeconds'),
						spec.terminationGracePeriodSeconds,
						'must be greater than or equal to 0',
					),
				]
			: []),
		...nameAt(path(at, 'serviceAccountName'), spec.serviceAccountName, 'subdomain'),
		...nameAt(path(at, 'hostname'), spec.hostname, 'label'),
		...nameAt(path(at, 'subdomain'), spec.subdomain, 'label'),
		...nameAt(path(at, 'nodeName'), spec.nodeName, 'subdomain'),
	];
}

function allContainerCauses(at: string, spec: PodSpec, volumes: string[]): StatusCause[] {
	const {containers, initContainers = []} = spec as Partial<PodSpec>;
	if (!containers || containers.length === 0) {
		return [requiredField(path(at, 'containers'))];
	}

	const causes: StatusCause[] = [];
	const names: string[] = [];
	for (const [field, list] of [
		['containers', containers] as const,
		['initContainers', initContainers] as const,
	]) {
		for (const [index, container] of list.entries()) {
			const place = path(at, field, index);
			causes.push(...containerCauses(place, container, volumes));
			if (names.includes(container.name)) {
				causes.push(duplicateField(path(place, 'name'), container.name));
			}

			names.push(container.name);
		}
	}

	return causes;
}

function nameAt(field: string, name: string | undefined, rule: 'label' | 'subdomain'): StatusCause[] {
	const problem = name ? nameProblem(name, rule) : undefined;
	return problem ? [invalidField(field, name, problem)] : [];
}
