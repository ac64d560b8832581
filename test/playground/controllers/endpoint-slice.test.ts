import {describe, expect, it} from 'vitest';
import type {EndpointSlice} from '../../../src/playground/kinds/objects.ts';
import type {Registry} from '../../../src/playground/registry/types.ts';
import {startCluster} from './cluster.ts';
import {createPod, turns} from './objects.ts';

describe('the EndpointSlice of a Service', () => {
	it('is there before any Pod is, and belongs to the Service', async () => {
		const {registry, until} = startCluster();
		createService(registry, 'web', {clusterIP: 'None'});
		const slice = await until(() => sliceOf(registry, 'web'));
		expect(slice.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
		expect(slice.metadata).toMatchObject({
			generateName: 'web-',
			labels: {
				app: 'web',
				'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
				'kubernetes.io/service-name': 'web',
				'service.kubernetes.io/headless': '',
			},
			ownerReferences: [{apiVersion: 'v1', kind: 'Service', name: 'web', controller: true}],
		});
		expect([slice.addressType, slice.endpoints, slice.ports]).toEqual(['IPv4', [], []]);
	});

	it('says of each Pod whether it is ready, serving or terminating', async () => {
		const {registry, until, kubelet} = startCluster();
		kubelet.ready = () => false;
		createService(registry, 'web', {clusterIP: 'None'});
		createPod(registry, 'web-0', {hostname: 'web-0', subdomain: 'web'}, {app: 'web'});
		const conditions = () => sliceOf(registry, 'web')?.endpoints[0]?.conditions;
		await until(conditions);
		expect(conditions()).toEqual({ready: false, serving: false, terminating: false});
		kubelet.ready = () => true;
		await until(() => conditions()?.ready);
		const pod = registry.get('pods', 'rec', 'web-0');
		expect(sliceOf(registry, 'web')).toMatchObject({
			endpoints: [
				{
					addresses: [pod.status.podIP],
					conditions: {ready: true, serving: true, terminating: false},
					hostname: 'web-0',
					targetRef: {kind: 'Pod', namespace: 'rec', name: 'web-0', uid: pod.metadata.uid},
					nodeName: pod.spec.nodeName,
				},
			],
			ports: [{name: 'postgres', protocol: 'TCP', port: 5432}],
		});
		kubelet.paused = true;
		registry.delete('pods', 'rec', 'web-0');
		await until(() => conditions()?.terminating);
		expect(conditions()).toEqual({ready: false, serving: true, terminating: true});
		kubelet.paused = false;
		await until(() => sliceOf(registry, 'web')?.endpoints.length === 0);
	});

	it('follows the Pod into and out of the selector', async () => {
		const {registry, until} = startCluster();
		createService(registry, 'writer', {selector: {role: 'primary'}});
		createPod(registry, 'web-0');
		await until(() => registry.get('pods', 'rec', 'web-0').status.podIP);
		await turns();
		expect(sliceOf(registry, 'writer')!.endpoints).toEqual([]);
		registry.modify('pods', 'rec', 'web-0', ({metadata}) => void (metadata.labels = {role: 'primary'}));
		await until(() => sliceOf(registry, 'writer')?.endpoints.length === 1);
		expect(sliceOf(registry, 'writer')!.endpoints[0]!.hostname).toBeUndefined();
		registry.modify('pods', 'rec', 'web-0', ({metadata}) => void (metadata.labels = {role: 'standby'}));
		await until(() => sliceOf(registry, 'writer')?.endpoints.length === 0);
	});

	it('finds the number of a named target port in the Pod, and publishes those not ready when told to', async () => {
		const {registry, until, kubelet} = startCluster();
		kubelet.ready = () => false;
		createService(registry, 'web', {
			publishNotReadyAddresses: true,
			ports: [{name: 'db', port: 5432, targetPort: 'postgres'}],
		});
		const containers = [{name: 'c', image: 'x:1', ports: [{name: 'postgres', containerPort: 5433}]}];
		createPod(registry, 'web-0', {containers}, {app: 'web'});
		await until(() => sliceOf(registry, 'web')?.endpoints[0]?.conditions.ready);
		expect(sliceOf(registry, 'web')).toMatchObject({
			endpoints: [{conditions: {ready: true, serving: false}}],
			ports: [{name: 'db', protocol: 'TCP', port: 5433}],
		});
	});

	it('goes with the Service, and comes back when it is deleted by hand', async () => {
		const {registry, until} = startCluster();
		createService(registry, 'web', {});
		const first = await until(() => sliceOf(registry, 'web'));
		registry.delete('endpointslices.discovery.k8s.io', 'rec', first.metadata.name);
		await until(() => sliceOf(registry, 'web'));
		registry.delete('services', 'rec', 'web');
		expect(await until(() => !sliceOf(registry, 'web'))).toBeTruthy();
	});
});

function createService(registry: Registry, name: string, spec: Record<string, unknown>): void {
	registry.create('services', 'rec', {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name, namespace: 'rec', labels: {app: 'web'}},
		spec: {selector: {app: 'web'}, ports: [{name: 'postgres', port: 5432}], ...spec},
	});
}

function sliceOf(registry: Registry, service: string): EndpointSlice | undefined {
	return registry
		.list('endpointslices.discovery.k8s.io', {namespace: 'rec'})
		.find(({metadata}) => metadata.labels?.['kubernetes.io/service-name'] === service);
}
