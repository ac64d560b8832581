import {isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Node} from 'yaml';
import type {Text} from '../../lesson/types.ts';

/** By kind, then by path; see src/lesson/field-notes.ts. */
export type Notes = ReadonlyMap<string, ReadonlyMap<string, Text>>;

export interface PlacedNote {
	/** Counts from 0. */
	line: number;
	/** Where the field starts in its line, from 0. */
	column: number;
	text: Text;
}

/** The notes on the fields of a manifest, each where its field first stands in an object. */
export function placeNotes(text: string, notes: Notes): PlacedNote[] {
	const lineCounter = new LineCounter();
	const documents = parseAllDocuments(text, {lineCounter});
	return (Array.isArray(documents) ? documents : []).flatMap((document) => {
		const kind = document.get('kind');
		if (typeof kind !== 'string') {
			return [];
		}

		const seen = new Set<Text>();
		return fields(document.contents as Node | null).flatMap(({path, value, offset}) => {
			const note = find(notes, kind, path, value);
			if (note === undefined || seen.has(note)) {
				return [];
			}

			seen.add(note);
			const {line, col} = lineCounter.linePos(offset);
			return [{line: line - 1, column: col - 1, text: note}];
		});
	});
}

interface Field {
	path: string;
	value: string | undefined;
	offset: number;
}

function fields(node: Node | null, path = ''): Field[] {
	if (isSeq(node)) {
		return node.items.flatMap((item) => fields(item as Node | null, `${path}[]`));
	}

	if (!isMap(node)) {
		return [];
	}

	return node.items.flatMap(({key, value}) => {
		if (!isScalar(key)) {
			return [];
		}

		const below = path === '' ? String(key.value) : `${path}.${String(key.value)}`;
		const field = {
			path: below,
			value: isScalar(value) ? String(value.value) : undefined,
			offset: key.range?.[0] ?? 0,
		};
		return [field, ...fields(value as Node | null, below)];
	});
}

// Objects within objects: the kinds whose notes hold below a path.
const templates: Array<[prefix: RegExp, kind: string]> = [
	[/^spec\.template\./, 'Pod'],
	[/^spec\.volumeClaimTemplates\[\]\./, 'PersistentVolumeClaim'],
];

function find(notes: Notes, kind: string, path: string, value: string | undefined): Text | undefined {
	const asContainer = path.replace(/^(spec\.(?:template\.spec\.)?)initContainers\[\]/, '$1containers[]');
	for (const candidate of new Set([path, asContainer])) {
		const inner = templates.find(([prefix]) => prefix.test(candidate));
		const note =
			lookUp(notes.get(kind), candidate, value) ??
			(inner && lookUp(notes.get(inner[1]), candidate.replace(inner[0], ''), value)) ??
			lookUp(notes.get('*'), candidate, value);
		if (note !== undefined) {
			return note;
		}
	}

	return undefined;
}

function lookUp(
	notes: ReadonlyMap<string, Text> | undefined,
	path: string,
	value: string | undefined,
): Text | undefined {
	return notes?.get(`${path}=${value}`) ?? notes?.get(path);
}
