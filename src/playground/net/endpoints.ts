import type {EndpointSlice} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';

export interface Endpoint {
	address: string;
	hostname: string | undefined;
	ready: boolean;
}

/** Label that ties an EndpointSlice to its Service (discovery.k8s.io). */
const serviceLabel = 'kubernetes.io/service-name';

/** The EndpointSlices of a Service. */
export function slicesOf(registry: Registry, namespace: string, service: string): EndpointSlice[] {
	return registry.list('endpointslices.discovery.k8s.io', {
		namespace,
		labelSelector: {matchLabels: {[serviceLabel]: service}},
	});
}

/** Every address of `slices`. */
export function endpointsOf(slices: readonly EndpointSlice[]): Endpoint[] {
	return slices.flatMap((slice) =>
		slice.endpoints.flatMap((endpoint) =>
			endpoint.addresses.map((address) => ({
				address,
				hostname: endpoint.hostname,
				ready: endpoint.conditions.ready,
			})),
		),
	);
}
