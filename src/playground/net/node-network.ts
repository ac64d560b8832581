import {runIp} from './ip.ts';

export interface NodeNetwork {
	/** Address of the bridge that Pods are on, and their gateway. */
	gateway: string;
	/** Addresses of the nodes, in their order: what hostIP and InternalIP say. */
	nodeAddresses: readonly string[];
}

/**
 * Sets up the network namespace that stands for all nodes: loopback, the bridge of the Pods, the nodes' own
 * addresses, and the whole range of cluster IPs as local addresses, so that a Service is a listening socket.
 */
export async function setUpNetwork({gateway, nodeAddresses}: NodeNetwork): Promise<void> {
	await runIp([
		'link set lo up',
		'link add cni0 type bridge',
		`addr add ${gateway}/16 dev cni0`,
		'link set cni0 up',
		'route add local 10.96.0.0/16 dev lo',
		...nodeAddresses.map((address) => `addr add ${address}/32 dev lo`),
	]);
}
