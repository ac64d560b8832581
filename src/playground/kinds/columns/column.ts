import type {KubeObject} from '../objects.ts';
import {age} from './duration.ts';

export type Cell = string | number | boolean;

/** One column of `kubectl get`: how it is announced, and what an object shows in it. */
export interface Column<T extends KubeObject> {
	name: string;
	type: 'string' | 'integer' | 'boolean';
	/** `name` for the column that names the object. */
	format?: 'name';
	description: string;
	/** True: shown with `-o wide` alone. */
	wide?: boolean;
	/** `now` in milliseconds since the epoch. */
	cell(object: T, now: number): Cell;
}

/** A column of text. */
export function text<T extends KubeObject>(
	name: string,
	description: string,
	cell: Column<T>['cell'],
): Column<T> {
	return {name, type: 'string', description, cell};
}

/** A column of text that `-o wide` alone shows. */
export function wide<T extends KubeObject>(
	name: string,
	description: string,
	cell: Column<T>['cell'],
): Column<T> {
	return {name, type: 'string', description, wide: true, cell};
}

export const nameColumn: Column<KubeObject> = {
	name: 'Name',
	type: 'string',
	format: 'name',
	description: 'Name of the object, unique within its namespace.',
	cell: (object) => object.metadata.name,
};

export const ageColumn: Column<KubeObject> = text(
	'Age',
	'Time since the object was created.',
	(object, now) => age(object.metadata.creationTimestamp, now),
);
