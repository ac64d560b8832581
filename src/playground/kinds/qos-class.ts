import type {Container, PodSpec, PodStatus} from './objects.ts';
import {compareQuantities} from './quantity.ts';

const counted = ['cpu', 'memory'];

/** How a Pod would be treated when a node runs out (Kubernetes: qos.ComputePodQOS). */
export function qosClass(spec: PodSpec): NonNullable<PodStatus['qosClass']> {
	const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
	if (containers.every(asksNothing)) {
		return 'BestEffort';
	}

	return containers.every(isGuaranteed) ? 'Guaranteed' : 'Burstable';
}

function asksNothing({resources}: Container): boolean {
	return counted.every((name) => isZero(resources.requests?.[name]) && isZero(resources.limits?.[name]));
}

function isGuaranteed({resources}: Container): boolean {
	return counted.every((name) => {
		const request = resources.requests?.[name];
		const limit = resources.limits?.[name];
		return !isZero(limit) && request !== undefined && compareQuantities(request, limit!) === 0;
	});
}

function isZero(quantity: string | undefined): boolean {
	return quantity === undefined || compareQuantities(quantity, '0') === 0;
}
