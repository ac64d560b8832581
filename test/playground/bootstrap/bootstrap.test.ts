import {describe, expect, it} from 'vitest';
import {bootstrap} from '../../../src/playground/bootstrap/bootstrap.ts';
import {describeMachine} from '../../../src/playground/bootstrap/machine.ts';
import {TestClock} from '../controllers/test-clock.ts';
import {testRegistry} from '../../helpers/registry.ts';
import {NODES} from '../controllers/cluster.ts';

function setUp() {
	const clock = new TestClock();
	const {registry} = testRegistry({clock});
	const machine = {
		cpus: 2,
		memoryBytes: 8 * 2 ** 30,
		kernelVersion: '6.1.0',
		osImage: 'Debian GNU/Linux 12 (bookworm)',
		architecture: 'amd64',
		containerRuntimeVersion: 'doklab://0.1.0',
	};
	const start = (cpus = 2) =>
		bootstrap(registry, {nodes: NODES, clock, kubernetesVersion: 'v1.36.2', machine: {...machine, cpus}});
	start();
	return {clock, registry, start};
}

describe('a fresh cluster', () => {
	it('has the five namespaces that kind makes', () => {
		const {registry} = setUp();
		expect(registry.list('namespaces').map(({metadata, status}) => [metadata.name, status.phase])).toEqual([
			['default', 'Active'],
			['kube-node-lease', 'Active'],
			['kube-public', 'Active'],
			['kube-system', 'Active'],
			['local-path-storage', 'Active'],
		]);
		expect(registry.get('namespaces', undefined, 'kube-public').metadata.labels).toEqual({
			'kubernetes.io/metadata.name': 'kube-public',
		});
	});

	it('has one control plane, tainted, and three workers, all Ready, that say what the machine is like', () => {
		const {registry} = setUp();
		const nodes = registry.list('nodes');
		expect(nodes.map(({metadata, spec}) => [metadata.name, spec.podCIDR, spec.taints?.[0]?.key])).toEqual([
			['postgres-cluster-control-plane', '10.244.0.0/24', 'node-role.kubernetes.io/control-plane'],
			['postgres-cluster-worker', '10.244.1.0/24', undefined],
			['postgres-cluster-worker2', '10.244.2.0/24', undefined],
			['postgres-cluster-worker3', '10.244.3.0/24', undefined],
		]);
		expect(nodes[1]!.metadata.labels).toEqual({
			'beta.kubernetes.io/arch': 'amd64',
			'beta.kubernetes.io/os': 'linux',
			'kubernetes.io/arch': 'amd64',
			'kubernetes.io/hostname': 'postgres-cluster-worker',
			'kubernetes.io/os': 'linux',
		});
		expect(nodes[1]!.status).toMatchObject({
			capacity: {cpu: '2', memory: '8Gi', pods: '110'},
			addresses: [
				{type: 'InternalIP', address: '172.18.0.3'},
				{type: 'Hostname', address: 'postgres-cluster-worker'},
			],
			nodeInfo: {
				kernelVersion: '6.1.0',
				osImage: 'Debian GNU/Linux 12 (bookworm)',
				containerRuntimeVersion: 'doklab://0.1.0',
				kubeletVersion: 'v1.36.2',
			},
		});
		expect(
			nodes.map(({status}) => status.conditions?.map(({type, status: each}) => `${type}=${each}`)),
		).toEqual(
			NODES.map(() => ['MemoryPressure=False', 'DiskPressure=False', 'PIDPressure=False', 'Ready=True']),
		);
	});

	it('has the class standard as the default, and the two Services', () => {
		const {registry} = setUp();
		expect(registry.get('storageclasses.storage.k8s.io', undefined, 'standard')).toMatchObject({
			metadata: {annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
			provisioner: 'rancher.io/local-path',
			reclaimPolicy: 'Delete',
			volumeBindingMode: 'WaitForFirstConsumer',
		});
		expect(registry.get('services', 'default', 'kubernetes').spec.clusterIP).toBe('10.96.0.1');
		expect(registry.get('services', 'kube-system', 'kube-dns').spec.clusterIP).toBe('10.96.0.10');
	});

	it('is left as it is by a second start, but for what the machine is like', () => {
		const {registry, clock, start} = setUp();
		registry.modify(
			'nodes',
			undefined,
			'postgres-cluster-worker',
			({spec}) => void (spec.unschedulable = true),
		);
		const uid = registry.get('services', 'default', 'kubernetes').metadata.uid;
		clock.advance(60_000);
		start(4);
		expect(registry.get('services', 'default', 'kubernetes').metadata.uid).toBe(uid);
		const node = registry.get('nodes', undefined, 'postgres-cluster-worker');
		expect(node.spec.unschedulable).toBe(true);
		expect(node.status.capacity?.['cpu']).toBe('4');
		expect(node.status.conditions?.[3]).toMatchObject({
			lastHeartbeatTime: '2030-01-01T00:01:00Z',
			lastTransitionTime: '2030-01-01T00:00:00Z',
		});
	});
});

describe('the machine', () => {
	it('is described by what it says of itself', () => {
		const machine = describeMachine('0.1.0');
		expect(machine.containerRuntimeVersion).toBe('doklab://0.1.0');
		expect(machine.cpus).toBeGreaterThan(0);
		expect(machine.memoryBytes).toBeGreaterThan(2 ** 20);
		expect(machine.osImage).not.toBe('');
	});
});
