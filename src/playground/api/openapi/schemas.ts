import type {Kind} from '../../kinds/kind.ts';
import {atomicTypes} from '../../kinds/list-rules.ts';
import {
	fieldSchema,
	itemType,
	schemaTypes,
	shortName,
	valueType,
	type FieldSchema,
} from '../../kinds/schema.ts';

/** The types that `kinds` reach, by message name, as OpenAPI schemas. */
export function schemasOf(kinds: readonly Kind[]): Record<string, unknown> {
	const schemas: Record<string, Record<string, unknown>> = {};
	const waiting = [...kinds.map((kind) => shortName(kind.schema)), 'DeleteOptions', 'Status'];
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		schemas[messageName(name)] ??= describeType(name, waiting);
	}

	for (const {group, version, kind, schema} of kinds) {
		schemas[schema]!['x-kubernetes-group-version-kind'] = [{group, version, kind}];
	}

	return {...scalarSchemas, ...schemas};
}

function messageName(type: string): string {
	return `${schemaTypes[type]!.package}.${type}`;
}

function describeType(name: string, waiting: string[]): Record<string, unknown> {
	const {fields, required} = schemaTypes[name]!;
	const properties: Record<string, unknown> = {};
	for (const [field, type] of Object.entries(fields)) {
		properties[field] = {...describeField(type, waiting), ...mergeExtensions(fieldSchema(name, field))};
	}

	return {
		type: 'object',
		...(required && {required}),
		properties,
		...(atomicTypes.has(name) && {'x-kubernetes-map-type': 'atomic'}),
	};
}

function describeField(type: string, waiting: string[]): Record<string, unknown> {
	const item = itemType(type);
	if (item !== undefined) {
		return {type: 'array', items: describeField(item, waiting)};
	}

	const value = valueType(type);
	if (value !== undefined) {
		return {type: 'object', additionalProperties: describeField(value, waiting)};
	}

	const scalar = scalars[type];
	if (scalar !== undefined) {
		return scalar;
	}

	waiting.push(type);
	return reference(messageName(type));
}

/** How a list is merged: kubectl makes its patches by the first two, tools that apply by the others. */
function mergeExtensions(field: FieldSchema | undefined): Record<string, unknown> {
	const rule = field?.list;
	if (rule === undefined) {
		return {};
	}

	return {
		...(rule.merge && {'x-kubernetes-patch-strategy': rule.retainKeys ? 'merge,retainKeys' : 'merge'}),
		...(rule.mergeKey && {'x-kubernetes-patch-merge-key': rule.mergeKey}),
		...(rule.keys && {'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': rule.keys}),
		...(rule.set && {'x-kubernetes-list-type': 'set'}),
	};
}

function reference(message: string): Record<string, unknown> {
	return {allOf: [{$ref: `#/components/schemas/${message}`}]};
}

const meta = 'io.k8s.apimachinery.pkg';

const scalars: Record<string, Record<string, unknown>> = {
	string: {type: 'string'},
	bytes: {type: 'string', format: 'byte'},
	bool: {type: 'boolean'},
	int32: {type: 'integer', format: 'int32'},
	int64: {type: 'integer', format: 'int64'},
	double: {type: 'number', format: 'double'},
	any: {type: 'object'},
	time: reference(`${meta}.apis.meta.v1.Time`),
	microTime: reference(`${meta}.apis.meta.v1.MicroTime`),
	quantity: reference(`${meta}.api.resource.Quantity`),
	intOrString: reference(`${meta}.util.intstr.IntOrString`),
};

const scalarSchemas: Record<string, unknown> = {
	[`${meta}.apis.meta.v1.Time`]: {type: 'string', format: 'date-time'},
	[`${meta}.apis.meta.v1.MicroTime`]: {type: 'string', format: 'date-time'},
	[`${meta}.api.resource.Quantity`]: {oneOf: [{type: 'string'}, {type: 'number'}]},
	[`${meta}.util.intstr.IntOrString`]: {
		oneOf: [{type: 'integer'}, {type: 'string'}],
		format: 'int-or-string',
	},
};
