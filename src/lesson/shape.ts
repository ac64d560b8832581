// What a value in a lesson file may be. One description serves the loader and the JSON Schemas.

/** Text with a meaning of its own, checked further by the loader. */
export type Format =
	| 'id'
	| 'duration'
	| 'cel'
	| 'regularExpression'
	| 'semverRange'
	| 'kind'
	| 'manifest'
	| 'courseFile'
	| 'workspaceFile';

/** A mistake that only several fields together show; `field` is where. */
export interface RuleBreach {
	field: string | undefined;
	message: string;
	cure: string;
}

export interface ObjectShape {
	type: 'object';
	description: string | undefined;
	fields: Record<string, Field>;
	/** Exactly one of these fields must be there; `noun` is what they are called ("action"). */
	variants: {noun: string; fields: string[]} | undefined;
	/** At most one of each group may be there. */
	exclusive: string[][];
	rule: ((value: Record<string, unknown>) => RuleBreach | undefined) | undefined;
}

export type Shape =
	| {type: 'string'; format: Format | undefined}
	| {type: 'integer'; minimum: number}
	| {type: 'boolean'}
	| {type: 'scalar'}
	/** A string, number or boolean, in the words of JSON Schema's const. */
	| {type: 'constant'; value: string | number}
	| {type: 'choice'; of: readonly string[]}
	| {type: 'anyObject'}
	| {type: 'list'; of: Shape; minimum: number}
	| {type: 'strings'}
	| ObjectShape
	/** A single text, or the object that says more. */
	| {type: 'textOr'; text: Shape & {type: 'string'}; object: ObjectShape};

export interface Field {
	shape: Shape;
	required: boolean;
	description: string;
}

export function text(format?: Format): Shape & {type: 'string'} {
	return {type: 'string', format};
}

export function list(of: Shape, minimum = 0): Shape {
	return {type: 'list', of, minimum};
}

export function required(shape: Shape, description: string): Field {
	return {shape, required: true, description};
}

export function optional(shape: Shape, description: string): Field {
	return {shape, required: false, description};
}

export function object(
	fields: Record<string, Field>,
	more: Partial<Pick<ObjectShape, 'variants' | 'exclusive' | 'rule' | 'description'>> = {},
): ObjectShape {
	return {
		type: 'object',
		description: more.description,
		fields,
		variants: more.variants,
		exclusive: more.exclusive ?? [],
		rule: more.rule,
	};
}
