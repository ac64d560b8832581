import {connect, createServer, type Server, type Socket} from 'node:net';
import type {Service, ServicePort} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';
import {slicesOf} from './endpoints.ts';

/** How long a connection to one endpoint may take, in milliseconds, before the next is tried. */
const connectTimeout = 3000;

export interface ServiceProxy {
	close(): Promise<void>;
}

/**
 * Gives every cluster IP Service a listening TCP socket per port, which passes a connection on to a ready
 * endpoint, chosen in turn. A port without a ready endpoint refuses, as kube-proxy's rules do.
 * UDP is not proxied: the cluster's DNS answers for itself.
 */
export function startServiceProxy(registry: Registry, log: (line: string) => void): ServiceProxy {
	const listeners = new Map<string, Server>();
	let timer: NodeJS.Immediate | undefined;
	const refresh = () => {
		timer = undefined;
		const wanted = wantedListeners(registry);
		for (const [key, server] of listeners) {
			if (!wanted.has(key)) {
				server.close();
				listeners.delete(key);
			}
		}

		for (const [key, target] of wanted) {
			if (!listeners.has(key)) {
				listeners.set(key, listen(registry, target, log));
			}
		}
	};
	const schedule = () => {
		timer ??= setImmediate(refresh);
	};
	const stops = [
		registry.watch('services', schedule),
		registry.watch('endpointslices.discovery.k8s.io', schedule),
	];
	refresh();
	return {
		async close() {
			clearImmediate(timer);
			for (const stop of stops) {
				stop();
			}

			for (const server of listeners.values()) {
				server.close();
			}
		},
	};
}

interface Target {
	namespace: string;
	service: string;
	address: string;
	port: ServicePort;
}

/** The sockets that should be there: only where at least one endpoint is ready. */
function wantedListeners(registry: Registry): Map<string, Target> {
	const wanted = new Map<string, Target>();
	for (const service of registry.list('services')) {
		const address = clusterIp(service);
		for (const port of address === undefined ? [] : (service.spec.ports ?? [])) {
			const target: Target = {
				namespace: service.metadata.namespace ?? '',
				service: service.metadata.name,
				address: address ?? '',
				port,
			};
			if (port.protocol === 'TCP' && readyAddresses(registry, target).length > 0) {
				wanted.set(`${service.metadata.uid} ${address}:${port.port} ${port.name ?? ''}`, target);
			}
		}
	}

	return wanted;
}

function clusterIp({spec}: Service): string | undefined {
	return spec.clusterIP && spec.clusterIP !== 'None' ? spec.clusterIP : undefined;
}

function readyAddresses(
	registry: Registry,
	{namespace, service, port}: Target,
): Array<{host: string; port: number}> {
	return slicesOf(registry, namespace, service).flatMap((slice) => {
		const target = slice.ports.find(({name}) => name === (port.name ?? ''));
		return target === undefined
			? []
			: slice.endpoints
					.filter(({conditions}) => conditions.ready)
					.flatMap(({addresses}) => addresses.map((host) => ({host, port: target.port})));
	});
}

function listen(registry: Registry, target: Target, log: (line: string) => void): Server {
	let turn = 0;
	const server = createServer({allowHalfOpen: true}, (client) => {
		client.on('error', () => client.destroy());
		const ready = readyAddresses(registry, target);
		turn += 1;
		const order = ready
			.map((_, index) => ready[(index + turn) % ready.length])
			.filter((one) => one !== undefined);
		pass(client, order);
	});
	server.on('error', (error) => log(`service ${target.namespace}/${target.service}: ${error.message}`));
	server.listen(target.port.port, target.address);
	return server;
}

function pass(client: Socket, [first, ...others]: Array<{host: string; port: number}>): void {
	if (!first) {
		client.resetAndDestroy();
		return;
	}

	const upstream = connect({...first, allowHalfOpen: true});
	upstream.setTimeout(connectTimeout, () => upstream.destroy(new Error('timed out')));
	upstream.once('connect', () => {
		upstream.setTimeout(0);
		upstream.off('error', retry).on('error', () => client.destroy());
		client.once('close', () => upstream.destroy());
		upstream.once('close', () => client.destroy());
		client.pipe(upstream).pipe(client);
	});
	const retry = () => pass(client, others);
	upstream.once('error', retry);
}
