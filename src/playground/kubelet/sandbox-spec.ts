import type {Pod} from '../kinds/objects.ts';
import type {SandboxSpec} from '../runtime/types.ts';
import {hostname} from './container-spec.ts';
import type {KubeletContext} from './context.ts';

/** A Pod's sandbox: its host name, its resolv.conf by dnsPolicy and dnsConfig, its extra hosts. */
export function sandboxSpec(
	{clusterDns, clusterDomain}: Pick<KubeletContext, 'clusterDns' | 'clusterDomain'>,
	pod: Pod,
): SandboxSpec {
	const {name, uid} = pod.metadata;
	const namespace = pod.metadata.namespace ?? 'default';
	const host = hostname(pod);
	const {subdomain, setHostnameAsFQDN, nodeName = ''} = pod.spec;
	const fqdn = subdomain ? `${host}.${subdomain}.${namespace}.svc.${clusterDomain}` : undefined;
	return {
		podUid: uid,
		namespace,
		name,
		hostname: setHostnameAsFQDN && fqdn !== undefined ? fqdn : host,
		nodeName,
		dns: dns(pod, clusterDns, [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain]),
		hosts: pod.spec.hostAliases ?? [],
		...(fqdn === undefined ? {} : {fqdn}),
	};
}

// "Default" asks the cluster's server too: a playground's nodes have no resolv.conf of their own.
function dns({spec}: Pod, clusterDns: string, clusterSearches: string[]): SandboxSpec['dns'] {
	const cluster = spec.dnsPolicy === 'ClusterFirst' || spec.dnsPolicy === 'ClusterFirstWithHostNet';
	const own = spec.dnsConfig ?? {};
	const options = new Map<string, string>();
	if (cluster) {
		options.set('ndots', 'ndots:5');
	}

	for (const {name, value} of own.options ?? []) {
		options.set(name, value === undefined ? name : `${name}:${value}`);
	}

	return {
		nameservers: [
			...new Set([...(spec.dnsPolicy === 'None' ? [] : [clusterDns]), ...(own.nameservers ?? [])]),
		],
		searches: [...new Set([...(cluster ? clusterSearches : []), ...(own.searches ?? [])])],
		options: [...options.values()],
	};
}
