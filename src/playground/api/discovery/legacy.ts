import type {DiscoveredGroup, DiscoveredResource} from './resources.ts';

/** /api as clients without aggregated discovery read it. */
export function apiVersions(serverAddress: string): unknown {
	return {
		kind: 'APIVersions',
		versions: ['v1'],
		serverAddressByClientCIDRs: [{clientCIDR: '0.0.0.0/0', serverAddress}],
	};
}

/** /apis: every group but the core one. */
export function apiGroupList(groups: DiscoveredGroup[]): unknown {
	const named = groups.filter(({group}) => group !== '');
	return {kind: 'APIGroupList', apiVersion: 'v1', groups: named.map((group) => describeGroup(group))};
}

/** /apis/GROUP. */
export function apiGroup(group: DiscoveredGroup): unknown {
	return {kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(group)};
}

function describeGroup({group, version}: DiscoveredGroup) {
	const entry = {groupVersion: `${group}/${version}`, version};
	return {name: group, versions: [entry], preferredVersion: entry};
}

/** /api/v1 and /apis/GROUP/VERSION. */
export function apiResourceList({group, version, resources}: DiscoveredGroup): unknown {
	return {
		kind: 'APIResourceList',
		apiVersion: 'v1',
		groupVersion: group === '' ? version : `${group}/${version}`,
		resources: resources.flatMap((resource) => describeResource(resource)),
	};
}

function describeResource(resource: DiscoveredResource): unknown[] {
	const {plural, singular, kind, namespaced, verbs, shortNames, categories, subresources} = resource;
	return [
		{
			name: plural,
			singularName: singular,
			namespaced,
			kind,
			verbs,
			...(shortNames.length > 0 && {shortNames}),
			...(categories.length > 0 && {categories}),
		},
		...subresources.map((each) => ({
			name: `${plural}/${each.name}`,
			singularName: '',
			namespaced,
			...(each.kind.group !== '' && {group: each.kind.group, version: each.kind.version}),
			kind: each.kind.kind,
			verbs: each.verbs,
		})),
	];
}
