import schema from './schema.json' with {type: 'json'};
import {atomicFields, atomicTypes, listRules, type ListRule} from './list-rules.ts';

/**
 * One type of the API. A field's type is written as in Go: `int32`, `[]Container`, `map[]quantity`, `PodSpec`;
 * the rest are string, bool, int64, double, bytes, time, microTime, quantity, intOrString and any.
 */
export interface TypeSchema {
	/** With the type's name, its message name: `io.k8s.api.core.v1`. */
	package: string;
	required?: string[];
	fields: Record<string, string>;
}

/** Every type that the playground's kinds reach, by its short name; what an OpenAPI document is made from. */
export const schemaTypes: Readonly<Record<string, TypeSchema>> = schema;

/** `Pod` for `io.k8s.api.core.v1.Pod`. */
export function shortName(message: string): string {
	return message.slice(message.lastIndexOf('.') + 1);
}

/** Whether a field's type is one of `schemaTypes`. */
export function isStruct(type: string): boolean {
	return Object.hasOwn(schemaTypes, type);
}

/** The type of a list's items, when it is a list's type. */
export function itemType(type: string): string | undefined {
	return type.startsWith('[]') ? type.slice(2) : undefined;
}

/** The type of a map's values, when it is a map's type. */
export function valueType(type: string): string | undefined {
	return type.startsWith('map[]') ? type.slice(5) : undefined;
}

/** What is known of one field: its type, how a list in it is merged, and whether it is owned as a whole. */
export interface FieldSchema {
	type: string;
	list?: ListRule;
	atomic: boolean;
}

/** The field `name` of `owner`, one of `schemaTypes`; undefined when it has no such field. */
export function fieldSchema(owner: string, name: string): FieldSchema | undefined {
	const fields = schemaTypes[owner]?.fields;
	if (!fields || !Object.hasOwn(fields, name)) {
		return undefined;
	}

	const type = fields[name]!;
	const key = `${owner}.${name}`;
	const list = listRules[key];
	return {type, list, atomic: isAtomic(key, type, list)};
}

function isAtomic(key: string, type: string, list: ListRule | undefined): boolean {
	if (itemType(type) !== undefined) {
		return !list?.keys && !list?.set;
	}

	const forced = atomicFields[key];
	return forced ?? (type === 'any' || atomicTypes.has(type));
}
