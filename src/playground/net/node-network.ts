import {writeFile} from 'node:fs/promises';
import {runIp} from './ip.ts';

export interface NodeNetwork {
	/** The Pods' gateway: an address of the nodes' network namespace. */
	gateway: string;
	/** Addresses of the nodes, in their order: what hostIP and InternalIP say. */
	nodeAddresses: readonly string[];
}

/**
 * Sets up the network namespace that stands for all nodes: it routes between Pods, as kind's network does. A
 * Pod that is gone is unreachable at once, so that a client's connection attempt fails instead of hanging. The
 * whole range of cluster IPs is local, so that a Service is a listening socket.
 */
export async function setUpNetwork({gateway, nodeAddresses}: NodeNetwork): Promise<void> {
	await Promise.all([
		writeFile('/proc/sys/net/ipv4/ip_forward', '1'),
		runIp([
			'link set lo up',
			`addr add ${gateway}/32 dev lo`,
			'route add unreachable 10.244.0.0/16',
			'route add local 10.96.0.0/16 dev lo',
			...nodeAddresses.map((address) => `addr add ${address}/32 dev lo`),
		]),
	]);
}

/**
 * Connects the network namespace of `pid` with the nodes': a veth pair, `device` on our side, and a route each
 * way. All of it goes with the namespace.
 */
export async function connectPod(pid: number, ip: string, gateway: string, device: string): Promise<void> {
	await runIp([
		`link add ${device} type veth peer name eth0 netns ${pid}`,
		`link set ${device} up`,
		`route add ${ip}/32 dev ${device} src ${gateway}`,
	]);
	await runIp(
		[
			'link set lo up',
			`addr add ${ip}/32 dev eth0`,
			'link set eth0 up',
			`route add ${gateway} dev eth0 scope link`,
			`route add default via ${gateway}`,
		],
		pid,
	);
}
