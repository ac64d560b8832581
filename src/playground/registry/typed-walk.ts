import {fieldSchema, isStruct, itemType, type FieldSchema, valueType} from '../kinds/schema.ts';

/** How server-side apply sees a value: as a whole, as fields, or as items that are named by keys or by themselves. */
export type Shape =
	| {as: 'whole'}
	| {as: 'fields'; field: (name: string) => Shape; named: boolean}
	| {as: 'items'; keys: string[]; item: Shape}
	| {as: 'values'};

const whole: Shape = {as: 'whole'};

/** The shape of one of the API's types (see schemaTypes). */
export function shapeOfType(type: string): Shape {
	return {
		as: 'fields',
		named: true,
		field(name) {
			const schema = fieldSchema(type, name);
			return schema ? shapeOfField(schema) : whole;
		},
	};
}

/** The fields or items of `value` under `shape`, by their elements in FieldsV1; undefined when it is one whole. */
export function elementsOf(
	shape: Shape,
	value: unknown,
): Map<string, {shape: Shape; value: unknown}> | undefined {
	if (shape.as === 'fields') {
		return isObject(value) ? fieldsOf(shape, value) : value === null ? new Map() : undefined;
	}

	if (shape.as === 'whole') {
		return undefined;
	}

	if (!Array.isArray(value)) {
		return value === null || value === undefined ? new Map() : undefined;
	}

	return new Map(
		value.map((item: unknown) =>
			shape.as === 'values'
				? [`v:${JSON.stringify(item)}`, {shape: whole, value: item}]
				: [itemElement(shape.keys, item), {shape: shape.item, value: item}],
		),
	);
}

/** Keys that name an item though it does not say them. */
const keyDefaults: Record<string, string> = {protocol: 'TCP'};

/** The element that names a list's item: `k:{"name":"main"}`. */
export function itemElement(keys: readonly string[], item: unknown): string {
	const values = item as Record<string, unknown>;
	const named = keys
		.map((key) => [key, values[key] ?? keyDefaults[key]] as const)
		.filter(([, value]) => value !== undefined);
	return `k:${JSON.stringify(Object.fromEntries(named))}`;
}

function fieldsOf(
	shape: Extract<Shape, {as: 'fields'}>,
	value: Record<string, unknown>,
): Map<string, {shape: Shape; value: unknown}> {
	return new Map(
		Object.entries(value)
			.filter(([, each]) => each !== undefined)
			.map(([name, each]) => [`f:${name}`, {shape: shape.field(name), value: each}]),
	);
}

function shapeOfField({type, list, atomic}: FieldSchema): Shape {
	if (atomic) {
		return whole;
	}

	const item = itemType(type);
	if (item !== undefined) {
		return list?.keys ? {as: 'items', keys: list.keys.toSorted(), item: shapeOfItem(item)} : {as: 'values'};
	}

	const mapValue = valueType(type);
	if (mapValue !== undefined) {
		return {as: 'fields', named: false, field: () => (isStruct(mapValue) ? shapeOfType(mapValue) : whole)};
	}

	return isStruct(type) ? shapeOfType(type) : whole;
}

function shapeOfItem(type: string): Shape {
	// An owner reference is owned as a whole, though the list of them is merged.
	return isStruct(type) &&
		type !== 'OwnerReference' &&
		type !== 'LocalObjectReference' &&
		type !== 'ObjectReference'
		? shapeOfType(type)
		: whole;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
