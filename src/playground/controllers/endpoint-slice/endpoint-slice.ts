import {timestamp} from '../../../lib/clock.ts';
import type {EndpointSlice, Pod} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {existingNamespace} from '../namespace/active.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {keyOf, splitKey} from '../runtime/keys.ts';
import {isControlledBy} from '../runtime/owners.ts';
import {MANAGED_BY, planEndpointSlices, selects, SERVICE_NAME, type SlicePlan} from './plan.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};
const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';
const RESOURCE = 'endpointslices.discovery.k8s.io';

/** Keeps the EndpointSlices of every Service that has a selector. */
export function startEndpointSliceController({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'endpoint-slice-controller',
		registry,
		clock,
		log,
		watches: [
			watching('services', (service) => [keyOf(service)]),
			watching('pods', (pod) => servicesOf(registry, pod)),
			watching(RESOURCE, (slice) => serviceOf(slice)),
		],
		reconcile(key) {
			const {namespace, name} = splitKey(key);
			const service = registry.find('services', namespace, name);
			// Slices of a Service that is gone are the garbage collector's, through their owner.
			if (!service?.spec.selector || !existingNamespace(registry, namespace!)) {
				return;
			}

			const pods = registry.list('pods', {namespace}).filter((pod) => selects(service, pod));
			const existing = registry
				.list(RESOURCE, {namespace})
				.filter((slice) => slice.metadata.labels?.[MANAGED_BY.key] === MANAGED_BY.value)
				.filter((slice) => slice.metadata.labels?.[SERVICE_NAME] === name && isControlledBy(slice, service));
			apply(registry, planEndpointSlices(service, pods, existing), timestamp(clock));
		},
	});
}

function servicesOf(registry: Registry, pod: Pod): string[] {
	return registry
		.list('services', {namespace: pod.metadata.namespace})
		.filter((service) => selects(service, pod))
		.map(keyOf);
}

function serviceOf({metadata}: EndpointSlice): string[] {
	const service = metadata.labels?.[SERVICE_NAME];
	return service === undefined ? [] : [`${metadata.namespace}/${service}`];
}

function apply(registry: Registry, plan: SlicePlan, now: string): void {
	for (const draft of plan.create) {
		const annotations = {[TRIGGER_TIME]: now};
		const metadata = {...draft.metadata, annotations};
		registry.create(RESOURCE, draft.metadata!.namespace, {...draft, metadata}, MANAGER);
	}

	for (const {slice, endpoints, ports, labels} of plan.update) {
		registry.modify(
			RESOURCE,
			slice.metadata.namespace,
			slice.metadata.name,
			(copy) => {
				copy.metadata.labels = labels;
				copy.metadata.annotations = {...copy.metadata.annotations, [TRIGGER_TIME]: now};
				copy.endpoints = endpoints;
				copy.ports = ports;
			},
			MANAGER,
		);
	}

	for (const {metadata} of plan.delete) {
		registry.delete(RESOURCE, metadata.namespace, metadata.name);
	}
}
