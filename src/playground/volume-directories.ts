import {chmod, mkdir, rm} from 'node:fs/promises';

/** Makes the directory of a local-path volume: any user of a container may write to it. */
export async function createVolume(path: string): Promise<void> {
	await mkdir(path, {recursive: true});
	// local-path-provisioner: mkdir -m 0777; a mode given to mkdir would be cut by the umask.
	await chmod(path, 0o777);
}

/** Removes a volume's directory and all that is in it. */
export async function removeVolume(path: string): Promise<void> {
	await rm(path, {recursive: true, force: true});
}
