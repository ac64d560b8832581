import {chmod, mkdir} from 'node:fs/promises';

/** Makes an emptyDir volume, writable for every user as on a node; it lives as long as the Pod. */
export async function makeEmptyDir(directory: string): Promise<void> {
	await mkdir(directory, {recursive: true});
	await chmod(directory, 0o777);
}
