import {timestamp, type Clock} from '../../lib/clock.ts';
import type {Condition, Node} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';
import type {Machine} from './machine.ts';

interface NodeOptions {
	nodes: ReadonlyArray<{name: string; address: string}>;
	clock: Clock;
	kubernetesVersion: string;
	machine: Machine;
}

const MANAGER = {fieldManager: 'kubelet'};

/** Makes the nodes, or brings what they say of the machine up to date. */
export function ensureNodes(registry: Registry, options: NodeOptions): void {
	for (const [index, {name, address}] of options.nodes.entries()) {
		if (!registry.find('nodes', undefined, name)) {
			createNode(registry, name, index, options.machine);
		}

		registry.modify(
			'nodes',
			undefined,
			name,
			(copy) => {
				copy.status = {...copy.status, ...nodeStatus(copy, address, options)};
			},
			{...MANAGER, subresource: 'status'},
		);
	}
}

/** Made without its status, which only a write of the status sets. */
function createNode(
	registry: Registry,
	name: string,
	index: number,
	{architecture = 'amd64'}: Machine,
): void {
	const podCIDR = `10.244.${index}.0/24`;
	const controlPlane = index === 0;
	registry.create(
		'nodes',
		undefined,
		{
			apiVersion: 'v1',
			kind: 'Node',
			metadata: {
				name,
				labels: {
					'beta.kubernetes.io/arch': architecture,
					'beta.kubernetes.io/os': 'linux',
					'kubernetes.io/arch': architecture,
					'kubernetes.io/hostname': name,
					'kubernetes.io/os': 'linux',
					...(controlPlane
						? {
								'node-role.kubernetes.io/control-plane': '',
								'node.kubernetes.io/exclude-from-external-load-balancers': '',
							}
						: {}),
				},
			},
			spec: {
				podCIDR,
				podCIDRs: [podCIDR],
				...(controlPlane
					? {taints: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}]}
					: {}),
			},
		},
		MANAGER,
	);
}

function nodeStatus(
	node: Node,
	address: string,
	{clock, kubernetesVersion, machine}: NodeOptions,
): Node['status'] {
	const resources = {
		cpu: String(machine.cpus),
		memory: kibibytes(machine.memoryBytes),
		pods: String(machine.podsPerNode ?? 110),
	};
	return {
		capacity: resources,
		allocatable: resources,
		conditions: conditions(node.status.conditions, timestamp(clock)),
		addresses: [
			{type: 'InternalIP', address},
			{type: 'Hostname', address: node.metadata.name},
		],
		daemonEndpoints: {kubeletEndpoint: {Port: 10250}},
		nodeInfo: {
			machineID: '',
			systemUUID: '',
			bootID: '',
			kernelVersion: machine.kernelVersion,
			osImage: machine.osImage ?? 'Linux',
			containerRuntimeVersion: machine.containerRuntimeVersion ?? 'doklab://unknown',
			kubeletVersion: kubernetesVersion,
			kubeProxyVersion: '',
			operatingSystem: 'linux',
			architecture: machine.architecture ?? 'amd64',
		},
	};
}

function kibibytes(bytes: number): string {
	return `${Math.floor(bytes / 1024)}Ki`;
}

/** What a healthy kubelet reports; a condition that says the same as before keeps its transition time. */
function conditions(before: Condition[] | undefined, now: string): Condition[] {
	const healthy = [
		{
			type: 'MemoryPressure',
			status: 'False',
			reason: 'KubeletHasSufficientMemory',
			message: 'kubelet has sufficient memory available',
		},
		{
			type: 'DiskPressure',
			status: 'False',
			reason: 'KubeletHasNoDiskPressure',
			message: 'kubelet has no disk pressure',
		},
		{
			type: 'PIDPressure',
			status: 'False',
			reason: 'KubeletHasSufficientPID',
			message: 'kubelet has sufficient PID available',
		},
		{type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status'},
	] as const;
	return healthy.map((condition) => {
		const old = before?.find(({type, status}) => type === condition.type && status === condition.status);
		return {...condition, lastHeartbeatTime: now, lastTransitionTime: old?.lastTransitionTime ?? now};
	});
}
