import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {KnownKind} from './kinds.ts';
import {readManifest, type ManifestObject} from './manifest.ts';
import type {Problems} from './problem.ts';
import type {Location} from './types.ts';

/** The files that lessons name: each is read once. */
export class CourseFiles {
	readonly #root: string;
	readonly #problems: Problems;
	readonly #uses: Array<{type: 'manifest' | 'courseFile'; file: string; location: Location}> = [];
	readonly #contents = new Map<string, string>();
	readonly #objects: ManifestObject[] = [];

	constructor(root: string, problems: Problems) {
		this.#root = root;
		this.#problems = problems;
	}

	/** Notes that a lesson names `file`, a path below the root. */
	use(type: 'manifest' | 'courseFile', file: string, location: Location): void {
		this.#uses.push({type, file, location});
	}

	/** The files that lessons name, below the root; one may stand twice. */
	names(): string[] {
		return this.#uses.map(({file}) => file);
	}

	/** Reads all of them, and reports those that are not there and the manifests with mistakes. */
	async read(): Promise<void> {
		for (const {type, file, location} of this.#uses) {
			const key = `${type} ${file}`;
			const path = join(this.#root, file);
			try {
				if (type === 'courseFile') {
					this.#contents.set(file, await readFile(path, 'utf8'));
				} else if (!this.#contents.has(key)) {
					const {objects, problems} = await readManifest(path);
					this.#contents.set(key, '');
					this.#objects.push(...objects);
					for (const problem of problems.list) {
						this.#problems.add(problem, problem.message, problem.cure);
					}
				}
			} catch (error) {
				const reason =
					(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
				this.#problems.add(
					location,
					`The file ${file} ${reason}.`,
					"Write it, or name another one (from the course's root).",
				);
			}
		}
	}

	contentOf(file: string): string {
		return this.#contents.get(file)!;
	}

	/** Kinds that the manifests bring: custom ones they define, and those they use. */
	kinds(): Map<string, KnownKind> {
		const kinds = new Map<string, KnownKind>();
		for (const object of this.#objects) {
			kinds.set(object.kind, {namespaced: true});
		}

		for (const object of this.#objects) {
			const {names, scope} = (object.spec ?? {}) as {names?: {kind?: string}; scope?: string};
			if (object.kind === 'CustomResourceDefinition' && names?.kind !== undefined) {
				kinds.set(names.kind, {namespaced: scope !== 'Cluster'});
			}
		}

		return kinds;
	}
}
