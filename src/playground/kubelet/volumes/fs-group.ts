import {chmod, lchown, lstat, readdir} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * Gives a volume to `group` (fsGroup): everything in it belongs to the group, which may read and write, and
 * what is made in it inherits the group. `onRootMismatch` leaves a volume alone whose root is right.
 */
export async function applyFsGroup(directory: string, group: number, onRootMismatch: boolean): Promise<void> {
	const {gid, mode} = await lstat(directory);
	if (!(onRootMismatch && gid === group && (mode & 0o2770) === 0o2770)) {
		await give(directory, group);
	}
}

async function give(path: string, group: number): Promise<void> {
	const {uid, mode} = await lstat(path);
	await lchown(path, uid, group);
	if ((mode & 0o170000) === 0o120000) {
		return;
	}

	const directory = (mode & 0o170000) === 0o040000;
	await chmod(path, (mode & 0o7777) | 0o660 | (directory ? 0o2110 : 0));
	if (directory) {
		for (const name of await readdir(path)) {
			await give(join(path, name), group);
		}
	}
}
