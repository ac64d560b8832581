import type {EndpointSlice, Service, ServicePort} from '../objects.ts';
import {ageColumn, nameColumn, text, wide, type Column} from './column.ts';
import {atMost, labels, orNone} from './format.ts';

export const serviceColumns: Array<Column<Service>> = [
	nameColumn,
	text('Type', 'How the Service is reached.', ({spec}) => spec.type),
	text('Cluster-IP', 'Address in the cluster; None for a headless one.', ({spec}) => orNone(spec.clusterIP)),
	text('External-IP', 'Address outside the cluster.', externalAddress),
	text('Port(s)', 'Ports, and the protocol of each.', ({spec}) =>
		orNone(spec.ports?.map((each) => port(each)).join(',')),
	),
	ageColumn,
	wide('Selector', 'Labels of the Pods behind it.', ({spec}) => labels(spec.selector)),
];

function externalAddress({spec}: Service): string {
	switch (spec.type) {
		case 'ExternalName': {
			return orNone(spec.externalName);
		}

		case 'LoadBalancer': {
			// Nothing here ever hands out an address.
			return '<pending>';
		}

		default: {
			return orNone(undefined);
		}
	}
}

function port({port: number, nodePort, protocol}: ServicePort): string {
	return `${number}${nodePort ? `:${nodePort}` : ''}/${protocol}`;
}

/** Kubernetes: printEndpointSlice shows three of each. */
const most = 3;

export const endpointSliceColumns: Array<Column<EndpointSlice>> = [
	nameColumn,
	text('AddressType', 'Kind of its addresses.', ({addressType}) => addressType),
	text('Ports', 'Ports that all its endpoints serve.', ({ports}) =>
		atMost(
			(ports ?? []).map((each) => each.port ?? '*'),
			most,
		),
	),
	text('Endpoints', 'Addresses behind the Service.', ({endpoints}) =>
		atMost(
			(endpoints ?? []).flatMap((each) => each.addresses),
			most,
		),
	),
	ageColumn,
];
