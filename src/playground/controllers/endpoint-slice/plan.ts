import {isDeepStrictEqual} from 'node:util';
import type {EndpointSlice, Pod, Service, ServicePort} from '../../kinds/objects.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import type {Draft} from '../../registry/types.ts';
import {isTrue} from '../runtime/conditions.ts';
import {controllerReference} from '../runtime/owners.ts';

export const SERVICE_NAME = 'kubernetes.io/service-name';
export const MANAGED_BY = {
	key: 'endpointslice.kubernetes.io/managed-by',
	value: 'endpointslice-controller.k8s.io',
};
const HEADLESS = 'service.kubernetes.io/headless';

type Endpoint = EndpointSlice['endpoints'][number];
type Port = EndpointSlice['ports'][number];

export interface SlicePlan {
	create: Draft[];
	update: Array<{slice: EndpointSlice; endpoints: Endpoint[]; ports: Port[]; labels: Record<string, string>}>;
	delete: EndpointSlice[];
}

/** True when the Service's selector chooses the Pod. */
export function selects(service: Service, pod: Pod): boolean {
	const matchLabels = service.spec.selector;
	return matchLabels !== undefined && matchesLabels({matchLabels}, pod.metadata.labels);
}

/**
 * The slices that the Service ought to have, against those it has: one for each set of port numbers, as named
 * target ports can differ between Pods (Kubernetes: endpointslice/reconciler.go, without the split at 100).
 */
export function planEndpointSlices(service: Service, pods: Pod[], existing: EndpointSlice[]): SlicePlan {
	const labels = labelsOf(service);
	const wanted = Map.groupBy(pods.filter(hasAddress), (pod) => JSON.stringify(portsOf(service, pod)));
	if (wanted.size === 0) {
		// A Service without Pods has one slice without endpoints, and so without ports.
		wanted.set('[]', []);
	}

	const free = [...existing];
	const plan: SlicePlan = {create: [], update: [], delete: []};
	// Slices that already have the ports come first, so that the others fill the gaps.
	const groups = [...wanted].map(([key, group]) => ({ports: JSON.parse(key) as Port[], group}));
	groups.sort((a, b) => Number(isTaken(free, b.ports)) - Number(isTaken(free, a.ports)));
	for (const {ports, group} of groups) {
		const slice = takeFrom(free, ports);
		const endpoints = inOrder(
			group.map((pod) => endpointOf(service, pod)),
			slice?.endpoints ?? [],
		);
		if (!slice) {
			plan.create.push(draftOf(service, labels, endpoints, ports));
		} else if (
			!isDeepStrictEqual([slice.endpoints ?? [], slice.ports ?? []], [endpoints, ports]) ||
			!isDeepStrictEqual(slice.metadata.labels, labels)
		) {
			plan.update.push({slice, endpoints, ports, labels});
		}
	}

	plan.delete.push(...free);
	return plan;
}

/** Pods that have ended, or have no address yet, are no endpoints; those that are being ended still are. */
function hasAddress(pod: Pod): boolean {
	const {phase, podIP} = pod.status;
	return podIP !== undefined && podIP !== '' && phase !== 'Succeeded' && phase !== 'Failed';
}

function endpointOf(service: Service, pod: Pod): Endpoint {
	const {namespace, name, uid, deletionTimestamp} = pod.metadata;
	const serving = isTrue(pod.status.conditions, 'Ready');
	const terminating = deletionTimestamp !== undefined;
	const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
	const named = pod.spec.hostname !== undefined && pod.spec.subdomain === service.metadata.name;
	return {
		addresses: [pod.status.podIP!],
		conditions: {ready, serving, terminating},
		...(named ? {hostname: pod.spec.hostname} : {}),
		targetRef: {kind: 'Pod', namespace: namespace!, name, uid},
		...(pod.spec.nodeName === undefined ? {} : {nodeName: pod.spec.nodeName}),
	};
}

function portsOf(service: Service, pod: Pod): Port[] {
	return (service.spec.ports ?? []).flatMap((port) => {
		const number = targetPort(port, pod);
		return number === undefined ? [] : [{name: port.name ?? '', protocol: port.protocol, port: number}];
	});
}

/** A named target port is the container's port of that name and protocol. */
function targetPort({targetPort: target, protocol}: ServicePort, pod: Pod): number | undefined {
	if (typeof target === 'number') {
		return target;
	}

	const sidecars = (pod.spec.initContainers ?? []).filter(({restartPolicy}) => restartPolicy === 'Always');
	return [...pod.spec.containers, ...sidecars]
		.flatMap(({ports}) => ports ?? [])
		.find((port) => port.name === target && port.protocol === protocol)?.containerPort;
}

function labelsOf({metadata, spec}: Service): Record<string, string> {
	return {
		...metadata.labels,
		[MANAGED_BY.key]: MANAGED_BY.value,
		[SERVICE_NAME]: metadata.name,
		...(spec.clusterIP === 'None' ? {[HEADLESS]: ''} : {}),
	};
}

function draftOf(
	service: Service,
	labels: Record<string, string>,
	endpoints: Endpoint[],
	ports: Port[],
): Draft {
	return {
		apiVersion: 'discovery.k8s.io/v1',
		kind: 'EndpointSlice',
		metadata: {
			generateName: `${service.metadata.name}-`,
			namespace: service.metadata.namespace,
			labels,
			ownerReferences: [controllerReference(service)],
		},
		addressType: 'IPv4',
		endpoints,
		ports,
	};
}

/** Endpoints that were there keep their places; new ones follow. */
function inOrder(endpoints: Endpoint[], before: Endpoint[]): Endpoint[] {
	const place = new Map(before.map(({targetRef}, index) => [targetRef?.uid, index]));
	const placeOf = ({targetRef}: Endpoint) => place.get(targetRef?.uid) ?? before.length;
	return endpoints.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function isTaken(slices: EndpointSlice[], ports: Port[]): boolean {
	return slices.some((slice) => isDeepStrictEqual(slice.ports ?? [], ports));
}

function takeFrom(free: EndpointSlice[], ports: Port[]): EndpointSlice | undefined {
	const exact = free.findIndex((slice) => isDeepStrictEqual(slice.ports ?? [], ports));
	return free.splice(Math.max(exact, 0), 1)[0];
}
