import {execFile} from 'node:child_process';
import {readdir, stat} from 'node:fs/promises';
import {userInfo} from 'node:os';
import {basename, join} from 'node:path';
import {promisify} from 'node:util';
import {EnvironmentError} from '../../lib/errors.ts';
import type {PlaygroundPaths} from './types.ts';
import {openUserNamespace} from './user-namespace.ts';

const run = promisify(execFile);

/**
 * Removes all files of a playground that is stopped. Those of Pods belong to subordinate ids: only root of a user
 * namespace may. Throws EnvironmentError with what could not be removed.
 */
export async function removeAll(paths: PlaygroundPaths): Promise<void> {
	const files = await filesOf(paths);
	if (files.length === 0) {
		return;
	}

	const userNamespace = await openUserNamespace();
	try {
		const [program, ...args] = [...userNamespace.enter, 'rm', '-rf', '--one-file-system', '--'];
		await run(program, [...args, ...files], {cwd: '/'});
	} catch (error) {
		// The first file tells enough.
		const [said] = ((error as {stderr?: string}).stderr ?? (error as Error).message).trim().split('\n');
		throw new EnvironmentError(
			`not everything in ${paths.home} could be removed: ${said}`,
			['Mend what it says, then run doklab down --delete again.'],
			error,
		);
	} finally {
		userNamespace.close();
	}
}

/** What is there of the playground's own files, and of their copies that were never finished. */
async function filesOf({home, ...paths}: PlaygroundPaths): Promise<string[]> {
	// The store first: volumes that no object names are rubbish, objects without their volumes are damage.
	const {store, ...others} = paths;
	const names = [store, ...Object.values<string>(others)].map((path) => basename(path));
	const found = await readdir(home);
	const isLock = (entry: string) => /^lock\.\d+$/.test(entry);
	return [
		...names.flatMap((name) => found.filter((entry) => entry === name || entry.startsWith(`${name}.`))),
		...found.filter(isLock),
	].map((entry) => join(home, entry));
}

/** Throws EnvironmentError when `home` is another user's: their subordinate ids are not ours to act for, not even for root. */
export async function refuseOthers(home: string): Promise<void> {
	const {uid} = await stat(home);
	if (uid !== userInfo().uid) {
		throw new EnvironmentError(`the playground in ${home} belongs to the user with uid ${uid}`, [
			'Run the same command as that user.',
		]);
	}
}
