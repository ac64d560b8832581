import type {KubeObject} from '../../kinds/objects.ts';

/** `namespace/name`, or `name` of a cluster-wide object (client-go: MetaNamespaceKeyFunc). */
export function keyOf({metadata: {namespace, name}}: KubeObject): string {
	return namespace === undefined ? name : `${namespace}/${name}`;
}

export function splitKey(key: string): {namespace: string | undefined; name: string} {
	const slash = key.indexOf('/');
	return slash < 0
		? {namespace: undefined, name: key}
		: {namespace: key.slice(0, slash), name: key.slice(slash + 1)};
}
