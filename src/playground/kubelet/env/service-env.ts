import type {Service} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';

/**
 * The variables that tell a container where Services are: those of the API server always, those of the
 * Pod's own namespace when `links` (Kubernetes: enableServiceLinks). Headless Services have none.
 */
export function serviceEnv(registry: Registry, namespace: string, links: boolean): Record<string, string> {
	const services = new Map<string, Service>();
	const master = registry.find('services', 'default', 'kubernetes');
	if (master) {
		services.set(master.metadata.name, master);
	}

	if (links) {
		for (const service of registry.list('services', {namespace})) {
			services.set(service.metadata.name, service);
		}
	}

	const variables: Record<string, string> = {};
	for (const service of services.values()) {
		const ip = service.spec.clusterIP;
		if (ip !== undefined && ip !== '' && ip !== 'None') {
			Object.assign(variables, variablesOf(service, ip));
		}
	}

	return variables;
}

function variablesOf(service: Service, ip: string): Record<string, string> {
	const prefix = constant(service.metadata.name);
	const [first, ...others] = service.spec.ports ?? [];
	if (!first) {
		return {};
	}

	const variables: Record<string, string> = {
		[`${prefix}_SERVICE_HOST`]: ip,
		[`${prefix}_SERVICE_PORT`]: `${first.port}`,
		[`${prefix}_PORT`]: url(first, ip),
	};
	for (const port of [first, ...others]) {
		const link = `${prefix}_PORT_${port.port}_${port.protocol}`;
		if (port.name) {
			variables[`${prefix}_SERVICE_PORT_${constant(port.name)}`] = `${port.port}`;
		}

		variables[link] = url(port, ip);
		variables[`${link}_PROTO`] = port.protocol.toLowerCase();
		variables[`${link}_PORT`] = `${port.port}`;
		variables[`${link}_ADDR`] = ip;
	}

	return variables;
}

function url({protocol, port}: {protocol: string; port: number}, ip: string): string {
	return `${protocol.toLowerCase()}://${ip}:${port}`;
}

function constant(name: string): string {
	return name.toUpperCase().replaceAll(/[-.]/g, '_');
}
