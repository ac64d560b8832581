import {invalid, isStatus, type StatusCause} from '../registry/status-error.ts';
import {duplicateField, invalidField, path, requiredField, unsupportedValue} from './causes.ts';
import {defineKind} from './define.ts';
import type {KindContext} from './kind.ts';
import {nameCauses, nameProblem} from './names.ts';
import type {Service, ServicePort} from './objects.ts';
import {portNumberCauses} from './port-causes.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export const serviceKind = defineKind<'services'>({
	resource: 'services',
	group: '',
	version: 'v1',
	kind: 'Service',
	plural: 'services',
	singular: 'service',
	shortNames: ['svc'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	schema: 'io.k8s.api.core.v1.Service',
	selectableFields: {
		'spec.clusterIP': (service) => service.spec.clusterIP ?? '',
		'spec.type': (service) => service.spec.type,
	},
	applyDefaults(draft) {
		const service = draft as unknown as Service;
		service.spec ??= {} as Service['spec'];
		service.status ??= {loadBalancer: {}};
		const {spec} = service;
		spec.sessionAffinity ??= 'None';
		spec.type ??= 'ClusterIP';
		if (spec.type !== 'ExternalName') {
			spec.internalTrafficPolicy ??= 'Cluster';
		}

		for (const port of spec.ports ?? []) {
			port.protocol ??= 'TCP';
			port.targetPort ??= port.port;
		}
	},
	validate: (service, old) => [
		...nameCauses(service, 'service'),
		...specCauses(service),
		...changeCauses(service, old),
	],
	prepareForCreate(service, context) {
		service.status = {loadBalancer: {}};
		const {spec} = service;
		if (spec.type === 'ExternalName') {
			return;
		}

		if (spec.clusterIP !== 'None') {
			spec.clusterIP = allocate(service, context);
		}

		spec.clusterIPs = [spec.clusterIP];
		spec.ipFamilies ??= ['IPv4'];
		spec.ipFamilyPolicy ??= 'SingleStack';
	},
	prepareForUpdate(service, old) {
		// Kubernetes: patchAllocatedValues; what a client leaves out of an allocated field stays.
		if (service.spec.type !== 'ExternalName' && old.spec.type !== 'ExternalName') {
			service.spec.clusterIP ||= old.spec.clusterIP;
			service.spec.clusterIPs ??= old.spec.clusterIPs;
			service.spec.ipFamilies ??= old.spec.ipFamilies;
			service.spec.ipFamilyPolicy ??= old.spec.ipFamilyPolicy;
		}
	},
});

/** The address, or an error that names the Service, which the allocator does not know. */
function allocate({metadata, spec}: Service, context: KindContext): string {
	try {
		return context.allocateClusterIp(spec.clusterIP || undefined);
	} catch (error) {
		throw isStatus(error, 'Invalid')
			? invalid({group: '', kind: 'Service'}, metadata.name, error.status.details?.causes ?? [])
			: error;
	}
}

function specCauses({spec}: Service): StatusCause[] {
	const ports = spec.ports ?? [];
	const headless = spec.clusterIP === 'None';
	return [
		...(types.includes(spec.type) ? [] : [unsupportedValue('spec.type', spec.type, types)]),
		...(ports.length === 0 && !headless && spec.type !== 'ExternalName' ? [requiredField('spec.ports')] : []),
		...(spec.type === 'ExternalName' && !spec.externalName ? [requiredField('spec.externalName')] : []),
		...(['None', 'ClientIP'].includes(spec.sessionAffinity)
			? []
			: [unsupportedValue('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None'])]),
		...ports.flatMap((port, index) => portCauses(port, index, ports)),
	];
}

function portCauses(port: ServicePort, index: number, ports: ServicePort[]): StatusCause[] {
	const at = path('spec.ports', index);
	const earlier = ports.slice(0, index);
	const causes: StatusCause[] = [];
	if (!port.name) {
		if (ports.length > 1) {
			causes.push(requiredField(path(at, 'name')));
		}
	} else {
		const problem = nameProblem(port.name, 'label');
		if (problem) {
			causes.push(invalidField(path(at, 'name'), port.name, problem));
		} else if (earlier.some((each) => each.name === port.name)) {
			causes.push(duplicateField(path(at, 'name'), port.name));
		}
	}

	causes.push(...portNumberCauses(path(at, 'port'), port.port));
	if (typeof port.targetPort === 'number') {
		causes.push(...portNumberCauses(path(at, 'targetPort'), port.targetPort));
	}

	if (!['TCP', 'UDP', 'SCTP'].includes(port.protocol)) {
		causes.push(unsupportedValue(path(at, 'protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']));
	}

	if (earlier.some((each) => each.port === port.port && each.protocol === port.protocol)) {
		causes.push(duplicateField(at, {port: port.port, protocol: port.protocol}));
	}

	return causes;
}

function changeCauses(service: Service, old: Service | undefined): StatusCause[] {
	const before = old?.spec.clusterIPs?.[0];
	const causes: StatusCause[] = [];
	if (before === undefined || service.spec.type === 'ExternalName') {
		return causes;
	}

	if (service.spec.clusterIP !== before) {
		causes.push(invalidField('spec.clusterIPs[0]', [service.spec.clusterIP], 'may not change once set'));
	}

	return causes;
}
