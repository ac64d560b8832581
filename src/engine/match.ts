import type {Mismatch} from './events.ts';

/**
 * Where `found` is not as `partial` says: fields that `partial` does not name do not matter, null means absent or
 * null, and each element of a list must be matched by some element of the found list (an empty list: by an empty
 * or absent one).
 */
export function match(partial: unknown, found: unknown, path = ''): Mismatch[] {
	if (Array.isArray(partial)) {
		return matchList(partial, found, path);
	}

	if (typeof partial === 'object' && partial !== null) {
		if (typeof found !== 'object' || found === null || Array.isArray(found)) {
			return Object.keys(partial).length === 0 && found !== undefined && found !== null
				? [mismatch(path, partial, found)]
				: leaves(partial, found, path);
		}

		return Object.entries(partial).flatMap(([key, value]) =>
			match(value, (found as Record<string, unknown>)[key], extend(path, key)),
		);
	}

	return (found ?? null) === partial ? [] : [mismatch(path, partial, found)];
}

function matchList(partial: unknown[], found: unknown, path: string): Mismatch[] {
	const elements = Array.isArray(found) ? (found as unknown[]) : [];
	if (partial.length === 0) {
		return elements.length === 0 && (found === undefined || found === null || Array.isArray(found))
			? []
			: [mismatch(path, partial, found)];
	}

	return partial.flatMap((wanted, index) => {
		const attempts = elements.map((element, place) => match(wanted, element, `${path}[${place}]`));
		if (attempts.some((mismatches) => mismatches.length === 0)) {
			return [];
		}

		// The nearest element explains more than all of them: the one with the same key first, as in conditions.
		const nearest = attempts[elements.findIndex((element) => hasSameKey(wanted, element))];
		if (nearest !== undefined) {
			return nearest;
		}

		return attempts.length === 1 ? attempts[0]! : [mismatch(`${path}[${index}]`, wanted, found)];
	});
}

/** Lists of the API name their elements by `type` or `name` (its patch merge keys). */
function hasSameKey(wanted: unknown, element: unknown): boolean {
	return ['type', 'name'].some((key) => {
		const value = (wanted as Record<string, unknown> | null)?.[key];
		return value !== undefined && value === (element as Record<string, unknown> | null)?.[key];
	});
}

/** A mismatch for each value of `partial`, which has no counterpart at all. */
function leaves(partial: object, found: unknown, path: string): Mismatch[] {
	const entries = Object.entries(partial);
	if (entries.length === 0 && path !== '') {
		return [mismatch(path, partial, found)];
	}

	return found === undefined || found === null
		? entries.flatMap(([key, value]) => match(value, undefined, extend(path, key)))
		: [mismatch(path, partial, found)];
}

function mismatch(path: string, expected: unknown, found: unknown): Mismatch {
	return {path, expected: show(expected), found: show(found)};
}

function extend(path: string, key: string): string {
	const part = /^[\w-]+$/.test(key) ? key : `["${key}"]`;
	return path === '' || part.startsWith('[') ? `${path}${part}` : `${path}.${part}`;
}

/** A value in one short line, for people. */
export function show(value: unknown): string {
	if (value === undefined) {
		return 'nothing';
	}

	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
