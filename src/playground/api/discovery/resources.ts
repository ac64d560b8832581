import type {Kind} from '../../kinds/kind.ts';
import {reviews} from '../reviews.ts';

/** One resource as discovery tells of it, in whichever form. */
export interface DiscoveredResource {
	plural: string;
	singular: string;
	kind: string;
	namespaced: boolean;
	verbs: string[];
	shortNames: string[];
	categories: string[];
	subresources: DiscoveredSubresource[];
}

export interface DiscoveredSubresource {
	name: string;
	kind: {group: string; version: string; kind: string};
	verbs: string[];
}

export interface DiscoveredGroup {
	/** Empty for the core group. */
	group: string;
	version: string;
	resources: DiscoveredResource[];
}

/** All that is served, by group and version: the core group first. */
export function discoveredGroups(kinds: readonly Kind[]): DiscoveredGroup[] {
	const groups = new Map<string, DiscoveredGroup>();
	const add = (group: string, version: string, resource: DiscoveredResource) => {
		const found = groups.get(group) ?? {group, version, resources: []};
		groups.set(group, found);
		found.resources.push(resource);
	};

	for (const kind of kinds) {
		add(kind.group, kind.version, discoverKind(kind));
	}

	for (const {group, plural, singular, kind} of reviews) {
		add(group, 'v1', {
			plural,
			singular,
			kind,
			namespaced: false,
			verbs: ['create'],
			shortNames: [],
			categories: [],
			subresources: [],
		});
	}

	const sorted = [...groups.values()].toSorted((a, b) => (a.group < b.group ? -1 : 1));
	for (const {resources} of sorted) {
		resources.sort((a, b) => (a.plural < b.plural ? -1 : 1));
	}

	return sorted;
}

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function discoverKind(kind: Kind): DiscoveredResource {
	const {plural, singular, namespaced, shortNames, categories, resource} = kind;
	const whole = resource === 'namespaces' || resource === 'services';
	return {
		plural,
		singular,
		kind: kind.kind,
		namespaced,
		verbs: whole ? verbs.filter((verb) => verb !== 'deletecollection') : verbs,
		shortNames,
		categories,
		subresources: discoverSubresources(kind),
	};
}

function discoverSubresources(kind: Kind): DiscoveredSubresource[] {
	const own = {group: '', version: '', kind: kind.kind};
	const found: DiscoveredSubresource[] = kind.subresources.map((name) => {
		switch (name) {
			case 'scale': {
				return {
					name,
					kind: {group: 'autoscaling', version: 'v1', kind: 'Scale'},
					verbs: ['get', 'patch', 'update'],
				};
			}

			case 'finalize': {
				return {name, kind: own, verbs: ['update']};
			}

			case 'status': {
				return {name, kind: own, verbs: ['get', 'patch', 'update']};
			}
		}
	});
	if (kind.resource === 'pods') {
		found.push(
			{name: 'exec', kind: {...own, kind: 'PodExecOptions'}, verbs: ['create', 'get']},
			{name: 'log', kind: own, verbs: ['get']},
		);
	}

	return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
