import type {Format, ObjectShape, Shape} from './shape.ts';

type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of a shape, for editors; the loader checks more than it can say. */
export function toJsonSchema(title: string, shape: ObjectShape): JsonSchema {
	return {$schema: 'https://json-schema.org/draft/2020-12/schema', title, ...convert(shape)};
}

const patterns: Partial<Record<Format, string>> = {
	id: '^[a-z0-9]+(-[a-z0-9]+)*$',
	duration: '^(\\d+(\\.\\d+)?(ms|s|m|h))+$',
};

function convert(shape: Shape): JsonSchema {
	switch (shape.type) {
		case 'string': {
			const pattern = shape.format === undefined ? undefined : patterns[shape.format];
			return {type: 'string', minLength: 1, ...(pattern !== undefined && {pattern})};
		}

		case 'integer':
			return {type: 'integer', minimum: shape.minimum};
		case 'boolean':
			return {type: 'boolean'};
		case 'scalar':
			return {type: ['string', 'number', 'boolean', 'null']};
		case 'constant':
			return {const: shape.value};
		case 'choice':
			return {enum: [...shape.of]};
		case 'anyObject':
			return {type: 'object'};
		case 'strings':
			return {type: 'array', items: {type: 'string'}, minItems: 1};
		case 'list':
			return {type: 'array', items: convert(shape.of), ...(shape.minimum > 0 && {minItems: shape.minimum})};
		case 'textOr':
			return {anyOf: [convert(shape.text), convert(shape.object)]};
		case 'object':
			return convertObject(shape);
	}
}

function convertObject(shape: ObjectShape): JsonSchema {
	const fields = Object.entries(shape.fields);
	const needed = fields.filter(([, field]) => field.required).map(([name]) => name);
	return {
		type: 'object',
		properties: Object.fromEntries(
			fields.map(([name, field]) => [name, {description: field.description, ...convert(field.shape)}]),
		),
		additionalProperties: false,
		...(needed.length > 0 && {required: needed}),
		...(shape.variants !== undefined && {oneOf: shape.variants.fields.map((name) => ({required: [name]}))}),
		...(shape.exclusive.length > 0 && {
			allOf: shape.exclusive.flatMap((group) => pairs(group).map((pair) => ({not: {required: pair}}))),
		}),
	};
}

function pairs(names: readonly string[]): Array<[string, string]> {
	return names.flatMap((first, index) =>
		names.slice(index + 1).map((second): [string, string] => [first, second]),
	);
}
