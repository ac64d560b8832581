import {readFile} from 'node:fs/promises';
import {isMap, isScalar, type Document, type Node} from 'yaml';
import {Problems} from './problem.ts';
import {parseSource, type Source} from './source.ts';
import type {Location} from './types.ts';

/** One object of a manifest, as written. */
export interface ManifestObject {
	apiVersion: string;
	kind: string;
	metadata: {name: string; namespace?: string; [field: string]: unknown};
	[field: string]: unknown;
}

export interface Manifest {
	objects: ManifestObject[];
	problems: Problems;
}

/**
 * Reads the objects of a manifest, with what is wrong with it (not YAML, a key twice, no kind, apiVersion or
 * name). Rejects with node's error when the file cannot be read.
 */
export async function readManifest(file: string): Promise<Manifest> {
	const problems = new Problems();
	const source = parseSource(file, await readFile(file, 'utf8'), problems);
	const objects: ManifestObject[] = [];
	for (const document of source.documents) {
		// An empty document, as after a last `---`, is nothing.
		if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
			continue;
		}

		// What is not YAML is reported already; what else it lacks cannot be said.
		const isBroken = document.errors.some(({code}) => code !== 'DUPLICATE_KEY');
		if (!isBroken && isObject(source, document, problems)) {
			objects.push(document.toJS() as ManifestObject);
		}
	}

	if (objects.length === 0 && problems.list.length === 0) {
		problems.add(source.locate(null), 'The manifest holds no object.', 'Write one, or take the file away.');
	}

	return {objects, problems};
}

function isObject(source: Source, document: Document.Parsed, problems: Problems): boolean {
	const place = source.locate(document.contents);
	if (!isMap(document.contents)) {
		problems.add(place, 'A document of the manifest is no object.', 'Start it with apiVersion and kind.');
		return false;
	}

	const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter((path) => {
		const value = document.getIn(path);
		return typeof value !== 'string' || value === '';
	});
	for (const path of missing) {
		problems.add(
			locate(source, document.getIn(path, true), place),
			`The object has no ${path.join('.')}.`,
			`Add ${path.join('.')}, as text.`,
		);
	}

	return missing.length === 0 && document.errors.length === 0;
}

function locate(source: Source, node: unknown, otherwise: Location): Location {
	return node === undefined || node === null ? otherwise : source.locate(node as Node);
}
