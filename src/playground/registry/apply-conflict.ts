import type {FieldSet} from './field-set.ts';
import {formatPath} from './field-set.ts';
import type {Manager} from './managed-fields.ts';
import {StatusError} from './status-error.ts';

/** Fields of another manager that an apply would change. */
export interface Conflict {
	manager: Manager;
	fields: FieldSet;
}

/** 409 in the words of a server: which fields, and whose they are. */
export function applyConflict(conflicts: readonly Conflict[]): StatusError {
	const fields = conflicts.flatMap(({manager, fields: set}) =>
		set.paths().map((path) => ({owner: describe(manager), path: formatPath(path)})),
	);
	return new StatusError(409, 'Conflict', message(fields), {
		causes: fields.map(({owner, path}) => ({
			reason: 'FieldManagerConflict',
			message: `conflict with ${owner}`,
			field: path,
		})),
	});
}

function message(fields: ReadonlyArray<{owner: string; path: string}>): string {
	const [first] = fields;
	if (fields.length === 1) {
		return `Apply failed with 1 conflict: conflict with ${first!.owner}: ${first!.path}`;
	}

	const lines = [...Map.groupBy(fields, ({owner}) => owner)]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([owner, group]) => [`conflicts with ${owner}:`, ...group.map(({path}) => `- ${path}`)]);
	return `Apply failed with ${fields.length} conflicts: ${lines.join('\n')}`;
}

function describe({manager, operation, apiVersion, subresource}: Manager): string {
	const name =
		JSON.stringify(manager) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
	return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}
