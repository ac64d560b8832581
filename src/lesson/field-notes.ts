import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isMap, isScalar, type Node, type YAMLMap} from 'yaml';
import {conformNode} from './conform.ts';
import {builtInKinds} from './kinds.ts';
import {InvalidCourse, Problems} from './problem.ts';
import {translatedShape} from './shape-translated.ts';
import {suggest} from './similar.ts';
import {parseSource, type Source} from './source.ts';
import type {Text} from './types.ts';

/** By kind, then by path (`spec.ports[].port`, or `spec.clusterIP=None` for one value). Kind `*`: every kind. */
export type FieldNotes = ReadonlyMap<string, ReadonlyMap<string, Text>>;

const fileName = join('lessons', 'fields.yaml');
const pathFormat = /^[\w/-]+(?:\[\])?(?:\.[\w/-]+(?:\[\])?)*(?:=.+)?$/;

/**
 * Reads what the course in `root` has to say about fields of manifests; nothing where it has no lessons/fields.yaml.
 * Throws InvalidCourse with every mistake.
 */
export async function loadFieldNotes(root: string): Promise<FieldNotes> {
	const file = join(root, fileName);
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') {
			return undefined;
		}

		throw error;
	});
	const problems = new Problems();
	const notes = text === undefined ? new Map<string, Map<string, Text>>() : read(file, text, problems);
	if (problems.list.length > 0) {
		throw new InvalidCourse(root, problems.list);
	}

	return notes;
}

function read(file: string, text: string, problems: Problems): FieldNotes {
	const source = parseSource(file, text, problems);
	const document = source.documents[0];
	const notes = new Map<string, Map<string, Text>>();
	if (document === undefined || document.errors.length > 0) {
		return notes;
	}

	for (const [kind, ofKind, place] of entries(source, document.contents, 'kinds', problems)) {
		const kinds = [...builtInKinds.keys(), '*'];
		if (!kinds.includes(kind)) {
			problems.add(source.locate(place), `There is no kind "${kind}".`, suggest(kind, kinds));
		}

		const paths = new Map<string, Text>();
		notes.set(kind, paths);
		for (const [path, note, pathPlace] of entries(source, ofKind, 'paths of fields', problems)) {
			if (!pathFormat.test(path)) {
				problems.add(
					source.locate(pathPlace),
					`"${path}" is no path of a field.`,
					'Write it as spec.ports[].port, or spec.clusterIP=None for one value.',
				);
			}

			conformNode(source, document, note, translatedShape, 'The note', problems, () => {});
			paths.set(path, (note as {toJSON(): unknown} | null)?.toJSON() as Text);
		}
	}

	return notes;
}

function entries(
	source: Source,
	node: Node | null,
	what: string,
	problems: Problems,
): Array<[name: string, value: Node | null, place: Node]> {
	if (!isMap(node)) {
		problems.add(
			source.locate(node),
			`Here must be ${what}.`,
			'Write an object: kind, path, then en and ja.',
		);
		return [];
	}

	return (node as YAMLMap<Node, Node | null>).items.flatMap(({key, value}) =>
		isScalar(key) ? [[String(key.value), value, key] as [string, Node | null, Node]] : [],
	);
}
