import {LineCounter, parseAllDocuments, type Document, type Node} from 'yaml';
import type {Problems} from './problem.ts';
import type {Location} from './types.ts';

/** A YAML file with the places of what it holds. */
export interface Source {
	file: string;
	documents: Document.Parsed[];
	/** Where `node` starts; the file's first line without one. */
	locate(node: Node | null | undefined): Location;
}

/** Parses YAML; what is not YAML, and each key that stands twice in one object, goes to `problems`. */
export function parseSource(file: string, text: string, problems: Problems): Source {
	const lineCounter = new LineCounter();
	const parsed = parseAllDocuments(text, {lineCounter, prettyErrors: false, uniqueKeys: true});
	const documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
	const at = (offset: number): Location => {
		const {line, col} = lineCounter.linePos(offset);
		return {file, line: Math.max(1, line), column: Math.max(1, col)};
	};

	for (const error of documents.flatMap((document) => document.errors)) {
		const place = at(error.pos[0]);
		if (error.code === 'DUPLICATE_KEY') {
			const key = /^[^:\r\n]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
			problems.add(place, `The key "${key}" stands twice in one object.`, 'Keep one of the two.');
		} else {
			problems.add(place, `This is not YAML: ${lowerFirst(error.message)}.`, 'Mend the syntax here.');
		}
	}

	return {file, documents, locate: (node) => at(node?.range?.[0] ?? 0)};
}

function lowerFirst(sentence: string): string {
	return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
