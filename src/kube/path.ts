import type {Query, Resource} from './kube.ts';

/** Where the objects of a query are: of the object itself when it is named. */
export function pathOf(
	resource: Resource,
	where: {namespace: string; name?: string},
	parameters: Record<string, string> = {},
): string {
	const base = resource.apiVersion.includes('/') ? '/apis' : '/api';
	const namespace = resource.namespaced ? `/namespaces/${encodeURIComponent(where.namespace)}` : '';
	const name = where.name === undefined ? '' : `/${encodeURIComponent(where.name)}`;
	const search = new URLSearchParams(parameters).toString();
	return `${base}/${resource.apiVersion}${namespace}/${resource.plural}${name}${search === '' ? '' : `?${search}`}`;
}

/** A query's selectors, for list and watch; a name becomes a field selector. */
export function selectorsOf(query: Query): Record<string, string> {
	return {
		...(query.selector !== undefined && {labelSelector: query.selector}),
		...(query.name !== undefined && {fieldSelector: `metadata.name=${query.name}`}),
	};
}
