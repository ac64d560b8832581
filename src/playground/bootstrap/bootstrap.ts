import {type Clock, systemClock} from '../../lib/clock.ts';
import type {ResourceName} from '../kinds/objects.ts';
import type {Draft, Registry} from '../registry/types.ts';
import type {Machine} from './machine.ts';
import {ensureNodes} from './nodes.ts';

export interface BootstrapOptions {
	/** The first is the control plane. Addresses are the nodes' InternalIPs. */
	nodes: ReadonlyArray<{name: string; address: string}>;
	/** For the nodes' nodeInfo, e.g. `v1.36.2`. */
	kubernetesVersion: string;
	machine: Machine;
	/** Default: the real one. */
	clock?: Clock;
}

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'local-path-storage'];

/** Addresses of the two Services that every cluster has (kind: serviceSubnet 10.96.0.0/16). */
export const KUBERNETES_SERVICE_IP = '10.96.0.1';
export const DNS_SERVICE_IP = '10.96.0.10';

/**
 * Makes what a fresh cluster holds, as kind makes it: namespaces, nodes, a StorageClass, two Services. What is
 * there already stays as it is, except that the nodes say what the machine is like now.
 */
export function bootstrap(registry: Registry, options: BootstrapOptions): void {
	for (const name of NAMESPACES) {
		ensure(registry, 'namespaces', undefined, {metadata: {name}}, 'kube-apiserver');
	}

	ensureNodes(registry, {...options, clock: options.clock ?? systemClock});
	ensure(registry, 'storageclasses.storage.k8s.io', undefined, standardClass(), 'kubectl-client-side-apply');
	ensure(registry, 'services', 'default', kubernetesService(), 'kube-apiserver');
	ensure(registry, 'services', 'kube-system', dnsService(), 'kubeadm');
}

function ensure<R extends ResourceName>(
	registry: Registry,
	resource: R,
	namespace: string | undefined,
	draft: Draft,
	fieldManager: string,
): void {
	if (!registry.find(resource, namespace, draft.metadata?.name ?? '')) {
		registry.create(resource, namespace, draft, {fieldManager});
	}
}

function standardClass(): Draft {
	return {
		apiVersion: 'storage.k8s.io/v1',
		kind: 'StorageClass',
		metadata: {
			name: 'standard',
			annotations: {'storageclass.kubernetes.io/is-default-class': 'true'},
		},
		provisioner: 'rancher.io/local-path',
		reclaimPolicy: 'Delete',
		volumeBindingMode: 'WaitForFirstConsumer',
	};
}

/** The API server's own; without a selector, as its endpoints are no Pods. */
function kubernetesService(): Draft {
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'kubernetes', labels: {component: 'apiserver', provider: 'kubernetes'}},
		spec: {
			type: 'ClusterIP',
			clusterIP: KUBERNETES_SERVICE_IP,
			ports: [{name: 'https', protocol: 'TCP', port: 443, targetPort: 6443}],
		},
	};
}

/** Without the selector of a real one: no Pod answers here, the playground's own name server does. */
function dnsService(): Draft {
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {
			name: 'kube-dns',
			labels: {
				'k8s-app': 'kube-dns',
				'kubernetes.io/cluster-service': 'true',
				'kubernetes.io/name': 'CoreDNS',
			},
		},
		spec: {
			type: 'ClusterIP',
			clusterIP: DNS_SERVICE_IP,
			ports: [
				{name: 'dns', protocol: 'UDP', port: 53, targetPort: 53},
				{name: 'dns-tcp', protocol: 'TCP', port: 53, targetPort: 53},
			],
		},
	};
}
