import {globSync} from 'node:fs';
import {basename} from 'node:path';
import {parseAllDocuments} from 'yaml';
import {readText, root} from './course.ts';

export interface Manifest {
	apiVersion: string;
	kind: string;
	metadata: {name: string; namespace?: string; labels?: Record<string, string>};
	data?: Record<string, string>;
	stringData?: Record<string, string>;
	[field: string]: unknown;
}

/** Every file of manifests/ with the objects in it. */
export const manifests = new Map(
	await Promise.all(
		globSync('manifests/*.yaml', {cwd: root}).map(async (file) => [file, await readObjects(file)] as const),
	),
);

export function manifestOf(name: string): Manifest {
	const found = [...manifests].find(([file]) => basename(file) === name)?.[1][0];
	if (found === undefined) {
		throw new Error(`There is no manifests/${name}.`);
	}

	return found;
}

async function readObjects(file: string): Promise<Manifest[]> {
	return parseAllDocuments(await readText(file), {uniqueKeys: true}).map((document) => {
		for (const mistake of [...document.errors, ...document.warnings]) {
			throw new Error(`${file}: ${mistake.message}`);
		}

		return document.toJS() as Manifest;
	});
}
