import type {Kind} from '../kinds/kind.ts';
import type {KubeObject} from '../kinds/objects.ts';
import type {Core} from './core.ts';
import {fieldSelectorTest} from './field-selector.ts';
import {meets, requirementsOf} from './label-selector.ts';
import type {ListOptions} from './types.ts';

/** The verb list; see Registry. By namespace and name. */
export function listObjects(core: Core, kind: Kind, options: ListOptions): KubeObject[] {
	const objects = core.store.list(kind.resource, kind.namespaced ? options.namespace || undefined : '');
	const selects = selectorTest(kind, options);
	return selects ? objects.filter(selects) : [...objects];
}

/**
 * A test for what `options` select by labels and fields; undefined when they select all. Also for watches.
 * Throws StatusError 400 for a selector that cannot be read.
 */
export function selectorTest(
	kind: Kind,
	{labelSelector, fieldSelector}: Pick<ListOptions, 'labelSelector' | 'fieldSelector'>,
): ((object: KubeObject) => boolean) | undefined {
	const requirements = labelSelector === undefined ? [] : requirementsOf(labelSelector);
	if (requirements.length === 0 && !fieldSelector) {
		return undefined;
	}

	const fieldsMatch = fieldSelectorTest(kind, fieldSelector ?? '');
	return (object) => requirements.every((each) => meets(each, object.metadata.labels)) && fieldsMatch(object);
}
