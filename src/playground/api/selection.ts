import type {KubeObject} from '../kinds/objects.ts';
import {selectorTest} from '../registry/list.ts';
import type {ResourceExchange} from './context.ts';

/** Whether an object is among those that a request's namespace and selectors choose. */
export type Selection = (object: KubeObject) => boolean;

/** Reads a request's namespace and selectors; undefined when they choose everything. Throws 400. */
export function selectionOf({kind, namespace, query}: ResourceExchange): Selection | undefined {
	const test = selectorTest(kind, {
		labelSelector: query.get('labelSelector') ?? undefined,
		fieldSelector: query.get('fieldSelector') ?? undefined,
	});
	if (namespace === undefined) {
		return test;
	}

	return (object) => object.metadata.namespace === namespace && (test === undefined || test(object));
}
