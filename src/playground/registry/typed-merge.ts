import type {FieldSet} from './field-set.ts';
import {elementsOf, isObject, itemElement, type Shape} from './typed-walk.ts';

/** `live` with the fields of `config` in it: structs and maps by field, lists by their keys, the rest replaced. */
export function mergeConfig(shape: Shape, live: unknown, config: unknown): unknown {
	if (shape.as === 'fields' && isObject(live) && isObject(config)) {
		const merged: Record<string, unknown> = {...live};
		for (const [name, value] of Object.entries(config)) {
			merged[name] = mergeConfig(shape.field(name), live[name], value);
		}

		return merged;
	}

	if (shape.as === 'values' && Array.isArray(live) && Array.isArray(config)) {
		return [...new Set<unknown>([...(live as unknown[]), ...(config as unknown[])])];
	}

	return shape.as === 'items' && Array.isArray(live) && Array.isArray(config)
		? mergeItems(shape, live, config)
		: config;
}

/** In the order of `config`, with items that only `live` has where they stood. */
function mergeItems(shape: Extract<Shape, {as: 'items'}>, live: unknown[], config: unknown[]): unknown[] {
	const element = (item: unknown) => itemElement(shape.keys, item);
	const wanted = new Set(config.map((item) => element(item)));
	const existing = new Map(live.map((item) => [element(item), item]));
	const rest = [...live];
	const merged: unknown[] = [];
	const takeOwn = () => {
		while (rest.length > 0 && !wanted.has(element(rest[0]))) {
			merged.push(rest.shift());
		}
	};

	for (const item of config) {
		takeOwn();
		const was = existing.get(element(item));
		if (was !== undefined && rest.length > 0) {
			rest.shift();
		}

		merged.push(was === undefined ? item : mergeConfig(shape.item, was, item));
	}

	takeOwn();
	return merged;
}

/**
 * `value` without the fields that are in `last` (what a manager applied before) and in which `kept` (what it applies
 * now, and what others own) has nothing.
 */
export function prune(shape: Shape, value: unknown, last: FieldSet, kept: FieldSet): unknown {
	return pruneAt(shape, value, last, kept, []);
}

function pruneAt(shape: Shape, value: unknown, last: FieldSet, kept: FieldSet, at: string[]): unknown {
	const elements = elementsOf(shape, value);
	if (!elements || last.elementsIn(at).length === 0) {
		return value;
	}

	const left = [...elements]
		.filter(([element]) => !last.touches([...at, element]) || kept.touches([...at, element]))
		.map(([element, inner]): [string, unknown] => [
			element,
			pruneAt(inner.shape, inner.value, last, kept, [...at, element]),
		]);
	return shape.as === 'fields'
		? Object.fromEntries(left.map(([element, inner]) => [element.slice(2), inner]))
		: left.map(([, inner]) => inner);
}
