import type {NamedQuery} from '../kube/kube.ts';
import type {Action} from '../lesson/types.ts';

export interface ObjectEntry {
	type: 'object';
	query: NamedQuery;
}

export interface FileEntry {
	type: 'file';
	path: string;
	/** What the file held before; undefined: there was none. */
	previous: string | undefined;
	/** The outermost directory that was made for it. */
	directory: string | undefined;
}

export interface ContextEntry {
	type: 'context';
	namespace: string | undefined;
}

export type Entry = ObjectEntry | FileEntry | ContextEntry;

/** What one step has made, and what else undoes it. */
export interface Frame {
	cleanup: Action[];
	entries: Entry[];
}

/** What a run has made, in order, noted before it is made: so that nothing is forgotten when it is cut short. */
export class Journal {
	#frames: Frame[] = [];

	/** Begins a step; what is noted from now on is its. */
	begin(cleanup: Action[]): void {
		this.#frames.push({cleanup, entries: []});
	}

	note(entry: Entry): void {
		this.#frames.at(-1)!.entries.push(entry);
	}

	/** Newest first, the entries within too. */
	frames(): Frame[] {
		return this.#frames.toReversed().map(({cleanup, entries}) => ({cleanup, entries: entries.toReversed()}));
	}

	clear(): void {
		this.#frames = [];
	}
}
