import {columnsOf} from '../kinds/columns/index.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject} from '../kinds/objects.ts';
import {badRequest} from '../registry/status-error.ts';
import {serialize, serializePartial} from './serialize.ts';

/** What each row carries of its object. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
	version: 'v1' | 'v1beta1';
	include: IncludeObject;
	/** Milliseconds since the epoch, for ages. */
	now: number;
	/** False leaves the columns out, as in all but the first event of a watch. */
	headers?: boolean;
}

/** Objects of one kind as a Table of meta.k8s.io, in JSON. `metadata` is that of the list, or a revision alone. */
export function table(
	kind: Kind,
	objects: KubeObject[],
	metadata: Record<string, unknown>,
	options: TableOptions,
): string {
	const columns = options.headers === false ? '[]' : columnDefinitions(kind);
	const rows = objects.map((object) => row(kind, object, options)).join(',');
	return (
		`{"kind":"Table","apiVersion":"meta.k8s.io/${options.version}","metadata":${JSON.stringify(metadata)},` +
		`"columnDefinitions":${columns},"rows":[${rows}]}`
	);
}

/** The query's includeObject; throws 400 when it is none of the three. */
export function includeObject(query: URLSearchParams): IncludeObject {
	const value = query.get('includeObject') ?? 'Metadata';
	if (value === 'None' || value === 'Metadata' || value === 'Object') {
		return value;
	}

	throw badRequest(`unrecognized includeObject value: ${JSON.stringify(value)}`);
}

const definitions = new Map<Kind, string>();

function columnDefinitions(kind: Kind): string {
	let json = definitions.get(kind);
	if (json === undefined) {
		json = JSON.stringify(
			columnsOf(kind.resource).map(({name, type, format, description, wide}) => ({
				name,
				type,
				format: format ?? '',
				description,
				priority: wide ? 1 : 0,
			})),
		);
		definitions.set(kind, json);
	}

	return json;
}

function row(kind: Kind, object: KubeObject, {include, now}: TableOptions): string {
	const cells = JSON.stringify(columnsOf(kind.resource).map((column) => column.cell(object, now)));
	if (include === 'None') {
		return `{"cells":${cells}}`;
	}

	const shown = include === 'Object' ? serialize(object) : serializePartial(object);
	return `{"cells":${cells},"object":${shown}}`;
}
