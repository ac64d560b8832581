import type {ConfigMap, Secret, ServiceAccount} from '../objects.ts';
import {ageColumn, nameColumn, text, type Column} from './column.ts';

export const configMapColumns: Array<Column<ConfigMap>> = [
	nameColumn,
	text('Data', 'Number of keys.', ({data, binaryData}) => size(data) + size(binaryData)),
	ageColumn,
];

export const secretColumns: Array<Column<Secret>> = [
	nameColumn,
	text('Type', 'What the Secret is for.', ({type}) => type),
	text('Data', 'Number of keys.', ({data}) => size(data)),
	ageColumn,
];

export const serviceAccountColumns: Array<Column<ServiceAccount>> = [
	nameColumn,
	text('Secrets', 'Number of Secrets it may use.', ({secrets}) => secrets?.length ?? 0),
	ageColumn,
];

function size(map: Record<string, string> | undefined): number {
	return map === undefined ? 0 : Object.keys(map).length;
}
