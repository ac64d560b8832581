import type {DiscoveredGroup, DiscoveredResource, DiscoveredSubresource} from './resources.ts';

/** The groups as an APIGroupDiscoveryList of apidiscovery.k8s.io. */
export function aggregated(groups: DiscoveredGroup[], version: 'v2' | 'v2beta1'): unknown {
	return {
		kind: 'APIGroupDiscoveryList',
		apiVersion: `apidiscovery.k8s.io/${version}`,
		metadata: {},
		items: groups.map((group) => ({
			metadata: group.group === '' ? {} : {name: group.group},
			versions: [
				{
					version: group.version,
					resources: group.resources.map((resource) => describeResource(resource)),
					freshness: 'Current',
				},
			],
		})),
	};
}

function describeResource(resource: DiscoveredResource): unknown {
	const {plural, singular, kind, namespaced, verbs, shortNames, categories, subresources} = resource;
	return {
		resource: plural,
		responseKind: {group: '', version: '', kind},
		scope: namespaced ? 'Namespaced' : 'Cluster',
		singularResource: singular,
		verbs,
		...(shortNames.length > 0 && {shortNames}),
		...(categories.length > 0 && {categories}),
		...(subresources.length > 0 && {subresources: subresources.map((each) => describeSubresource(each))}),
	};
}

function describeSubresource({name, kind, verbs}: DiscoveredSubresource): unknown {
	return {subresource: name, responseKind: kind, verbs};
}
