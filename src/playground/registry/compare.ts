import {sameJson} from '../kinds/same-json.ts';
import {FieldSet} from './field-set.ts';
import {elementsOf, type Shape} from './typed-walk.ts';

/** What differs between two states of an object, by fields. */
export interface Difference {
	added: FieldSet;
	modified: FieldSet;
	removed: FieldSet;
}

/** Compares two states of an object of `shape`, as structured-merge-diff does. */
export function compare(shape: Shape, before: unknown, after: unknown): Difference {
	const difference = {added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet()};
	walk(shape, before, after, [], difference);
	return difference;
}

/** The fields that a configuration sets: its leaves, and the items of its lists. */
export function fieldsSetBy(shape: Shape, config: unknown): FieldSet {
	const set = new FieldSet();
	collectLeaves(shape, config, [], set);
	return set;
}

function walk(shape: Shape, before: unknown, after: unknown, at: string[], difference: Difference): void {
	const old = elementsOf(shape, before);
	const current = elementsOf(shape, after);
	if (!old || !current) {
		if (!sameJson(before, after)) {
			difference.modified.add(at);
		}

		return;
	}

	for (const [element, {shape: inner, value}] of current) {
		const was = old.get(element);
		if (was) {
			walk(inner, was.value, value, [...at, element], difference);
		} else {
			collectAll(inner, value, [...at, element], difference.added);
		}
	}

	for (const [element, {shape: inner, value}] of old) {
		if (!current.has(element)) {
			collectAll(inner, value, [...at, element], difference.removed);
		}
	}
}

/** Adds `value` and everything in it. */
function collectAll(shape: Shape, value: unknown, at: string[], set: FieldSet): void {
	const elements = elementsOf(shape, value);
	// A list or map that is there but empty is as good as absent.
	if (elements?.size === 0 && shape.as !== 'fields') {
		return;
	}

	set.add(at);
	for (const [element, inner] of elements ?? []) {
		collectAll(inner.shape, inner.value, [...at, element], set);
	}
}

function collectLeaves(shape: Shape, value: unknown, at: string[], set: FieldSet): void {
	const elements = elementsOf(shape, value);
	const isItem = at.at(-1)?.startsWith('k:') ?? false;
	if (!elements || elements.size === 0 || isItem) {
		set.add(at);
	}

	for (const [element, inner] of elements ?? []) {
		collectLeaves(inner.shape, inner.value, [...at, element], set);
	}
}
