import type {Registry} from '../registry/types.ts';
import {endpointsOf, slicesOf} from './endpoints.ts';

export type Answer =
	| {type: 'A'; addresses: string[]}
	| {type: 'CNAME'; target: string}
	| {type: 'PTR'; target: string}
	| {type: 'none'}
	/** No such name. */
	| {type: 'absent'};

const zone = 'cluster.local';

/**
 * What the cluster's DNS says to a name (Kubernetes DNS specification 1.1): `SERVICE.NS.svc.cluster.local` is
 * the cluster IP, or of a headless Service every ready address; `HOSTNAME.SERVICE.NS.svc...` is one Pod.
 */
export function lookUp(registry: Registry, name: string): Answer {
	const labels = name.toLowerCase().replace(/\.$/, '').split('.');
	if (labels.at(-1) === 'arpa') {
		return reverse(registry, labels);
	}

	if (labels.slice(-2).join('.') !== zone) {
		return {type: 'absent'};
	}

	const parts = labels.slice(0, -2).toReversed();
	if (parts[0] === 'pod') {
		return podAddress(parts);
	}

	return parts[0] === 'svc' ? service(registry, parts) : {type: parts.length === 0 ? 'none' : 'absent'};
}

function service(registry: Registry, [, namespace, name, hostname, ...more]: string[]): Answer {
	if (namespace === undefined || name === undefined) {
		return {type: 'none'};
	}

	const object = registry.find('services', namespace, name);
	if (!object || more.length > 0) {
		return {type: 'absent'};
	}

	if (object.spec.type === 'ExternalName') {
		return {type: 'CNAME', target: object.spec.externalName ?? ''};
	}

	const {clusterIP} = object.spec;
	if (clusterIP !== undefined && clusterIP !== 'None' && clusterIP !== '') {
		return hostname === undefined ? {type: 'A', addresses: [clusterIP]} : {type: 'absent'};
	}

	const endpoints = endpointsOf(slicesOf(registry, namespace, name)).filter(
		(endpoint) => endpoint.ready && (hostname === undefined || endpoint.hostname === hostname),
	);
	return endpoints.length === 0
		? {type: hostname === undefined ? 'none' : 'absent'}
		: {type: 'A', addresses: endpoints.map(({address}) => address)};
}

/** `10-244-1-2.NAMESPACE.pod.cluster.local` */
function podAddress([, , dashed]: string[]): Answer {
	const address = dashed?.replaceAll('-', '.') ?? '';
	return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(address) ? {type: 'A', addresses: [address]} : {type: 'absent'};
}

function reverse(registry: Registry, labels: string[]): Answer {
	const address = labels.slice(0, 4).toReversed().join('.');
	for (const {metadata, spec} of registry.list('services')) {
		if (spec.clusterIP === address) {
			return {type: 'PTR', target: `${metadata.name}.${metadata.namespace}.svc.${zone}`};
		}
	}

	for (const slice of registry.list('endpointslices.discovery.k8s.io')) {
		const endpoint = slice.endpoints.find(({addresses}) => addresses.includes(address));
		const owner = slice.metadata.labels?.['kubernetes.io/service-name'];
		if (endpoint && owner !== undefined) {
			const host = endpoint.hostname ?? address.replaceAll('.', '-');
			return {type: 'PTR', target: `${host}.${owner}.${slice.metadata.namespace}.svc.${zone}`};
		}
	}

	return {type: 'absent'};
}
