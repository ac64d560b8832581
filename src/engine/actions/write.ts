import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Action} from '../../lesson/types.ts';
import type {Workbench} from '../workbench.ts';

/** Writes a file into the learner's workspace. */
export async function write(action: Extract<Action, {type: 'write'}>, bench: Workbench): Promise<void> {
	const path = join(bench.workspace, action.file);
	const previous = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') {
			return undefined;
		}

		throw error;
	});
	// The outermost directory that was made.
	const directory = await mkdir(dirname(path), {recursive: true});
	bench.journal.note({type: 'file', path, previous, directory});
	await writeFile(path, action.content);
}
