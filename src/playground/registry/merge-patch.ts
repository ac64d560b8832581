import {isObject} from './typed-walk.ts';

/** `target` changed by a JSON merge patch (RFC 7386); both are left as they are. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
	if (!isObject(patch)) {
		return patch;
	}

	const merged: Record<string, unknown> = isObject(target) ? {...target} : {};
	for (const [name, value] of Object.entries(patch)) {
		if (value === null) {
			delete merged[name];
		} else {
			merged[name] = applyMergePatch(merged[name], value);
		}
	}

	return merged;
}
