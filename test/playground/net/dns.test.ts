import {Resolver} from 'node:dns/promises';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type DnsServer, startDnsServer} from '../../../src/playground/net/dns-server.ts';
import type {Registry} from '../../../src/playground/registry/types.ts';
import {testRegistry} from '../../helpers/registry.ts';

describe('the cluster’s DNS', () => {
	let registry: Registry;
	let server: DnsServer;
	const resolver = new Resolver({timeout: 2000, tries: 1});

	beforeEach(async () => {
		({registry} = testRegistry({namespaces: ['postgres']}));
		registry.create('services', 'postgres', headless);
		registry.create('services', 'postgres', {...clustered});
		registry.create('endpointslices.discovery.k8s.io', 'postgres', slice);
		server = await startDnsServer(registry, '127.0.0.1', 0);
		resolver.setServers([`127.0.0.1:${server.port}`]);
	});

	afterEach(() => server.close());

	it('answers a headless Service with the addresses of its ready Pods', async () => {
		const addresses = await resolver.resolve4('postgres.postgres.svc.cluster.local');
		expect(addresses.toSorted()).toEqual(['10.244.1.2', '10.244.2.2']);
	});

	it('has a name for each Pod of a headless Service, in any case of letters', async () => {
		expect(await resolver.resolve4('Postgres-1.postgres.postgres.svc.cluster.local')).toEqual(['10.244.2.2']);
	});

	it('does not know a Pod that is not ready', async () => {
		await expect(resolver.resolve4('postgres-2.postgres.postgres.svc.cluster.local')).rejects.toMatchObject({
			code: 'ENOTFOUND',
		});
	});

	it('answers any other Service with its cluster IP', async () => {
		const {spec} = registry.get('services', 'postgres', 'writer');
		expect(await resolver.resolve4('writer.postgres.svc.cluster.local')).toEqual([spec.clusterIP]);
		expect(await resolver.reverse(spec.clusterIP ?? '')).toEqual(['writer.postgres.svc.cluster.local']);
	});

	it('finds a Pod’s name by its address', async () => {
		expect(await resolver.reverse('10.244.1.2')).toEqual(['postgres-0.postgres.postgres.svc.cluster.local']);
	});

	it('has no IPv6 address for a name that exists', async () => {
		await expect(resolver.resolve6('writer.postgres.svc.cluster.local')).rejects.toMatchObject({
			code: 'ENODATA',
		});
	});

	it('says that a Service does not exist, and no name outside the cluster either', async () => {
		await expect(resolver.resolve4('nothing.postgres.svc.cluster.local')).rejects.toMatchObject({
			code: 'ENOTFOUND',
		});
		await expect(resolver.resolve4('example.com')).rejects.toMatchObject({code: 'ENOTFOUND'});
	});

	it('follows a Pod that becomes ready', async () => {
		registry.modify('endpointslices.discovery.k8s.io', 'postgres', 'postgres-abcde', (copy) => {
			copy.endpoints[2]!.conditions.ready = true;
		});
		expect(await resolver.resolve4('postgres-2.postgres.postgres.svc.cluster.local')).toEqual(['10.244.3.2']);
	});
});

const ports = [{name: 'postgres', port: 5432, protocol: 'TCP', targetPort: 5432}];
const headless = {
	metadata: {name: 'postgres'},
	spec: {clusterIP: 'None', selector: {app: 'postgres'}, ports},
};
const clustered = {metadata: {name: 'writer'}, spec: {selector: {app: 'postgres'}, ports}};
const slice = {
	metadata: {name: 'postgres-abcde', labels: {'kubernetes.io/service-name': 'postgres'}},
	addressType: 'IPv4',
	endpoints: [
		{addresses: ['10.244.1.2'], conditions: {ready: true}, hostname: 'postgres-0'},
		{addresses: ['10.244.2.2'], conditions: {ready: true}, hostname: 'postgres-1'},
		{addresses: ['10.244.3.2'], conditions: {ready: false}, hostname: 'postgres-2'},
	],
	ports: [{name: 'postgres', port: 5432, protocol: 'TCP'}],
};
