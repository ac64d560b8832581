import type {KubeObject} from '../../kinds/objects.ts';
import type {Change, WatchEventType} from '../../registry/types.ts';
import type {Selection} from '../selection.ts';

/**
 * What a watcher of `selection` sees of a change: an object that comes to match is ADDED, one that no longer
 * does is DELETED (as it was last seen, at the revision of the change), one that never did is nothing.
 */
export function visibleChange(
	{type, object, previous}: Change,
	selection: Selection | undefined,
): {type: WatchEventType; object: KubeObject} | undefined {
	if (selection === undefined || type === 'ADDED') {
		return selection === undefined || selection(object) ? {type, object} : undefined;
	}

	if (type === 'DELETED') {
		return selection(previous ?? object) ? {type, object} : undefined;
	}

	const before = previous !== undefined && selection(previous);
	if (selection(object)) {
		return {type: before ? 'MODIFIED' : 'ADDED', object};
	}

	return before ? {type: 'DELETED', object: asOf(previous, object.metadata.resourceVersion)} : undefined;
}

function asOf(object: KubeObject, resourceVersion: string): KubeObject {
	return {...object, metadata: {...object.metadata, resourceVersion}};
}
