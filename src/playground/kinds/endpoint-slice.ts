import {immutableField, unsupportedValue} from './causes.ts';
import {defineKind, raiseGeneration, startGeneration} from './define.ts';
import {nameCauses} from './names.ts';
import type {EndpointSlice} from './objects.ts';

export const endpointSliceKind = defineKind<'endpointslices.discovery.k8s.io'>({
	resource: 'endpointslices.discovery.k8s.io',
	group: 'discovery.k8s.io',
	version: 'v1',
	kind: 'EndpointSlice',
	plural: 'endpointslices',
	singular: 'endpointslice',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.discovery.v1.EndpointSlice',
	selectableFields: {},
	applyDefaults(draft) {
		const slice = draft as unknown as EndpointSlice;
		slice.endpoints ??= [];
		slice.ports ??= [];
		for (const port of slice.ports) {
			port.name ??= '';
			port.protocol ??= 'TCP';
		}
	},
	validate: (slice, old) => [
		...nameCauses(slice, 'subdomain'),
		...(slice.addressType === 'IPv4'
			? []
			: [unsupportedValue('addressType', slice.addressType, ['FQDN', 'IPv4', 'IPv6'])]),
		...(old && old.addressType !== slice.addressType
			? [immutableField('addressType', slice.addressType)]
			: []),
	],
	prepareForCreate: startGeneration,
	prepareForUpdate: (slice, old) => raiseGeneration(slice, old, ['endpoints', 'ports', 'addressType']),
});
