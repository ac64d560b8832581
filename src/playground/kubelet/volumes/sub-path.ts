import {mkdir, realpath} from 'node:fs/promises';
import {join, sep} from 'node:path';
import {ConfigError} from '../security.ts';

/**
 * The file or directory inside a volume that a mount's subPath names; a directory is made when there is
 * nothing. Throws ConfigError when it would lead out of the volume.
 */
export async function resolveSubPath(volume: string, subPath: string): Promise<string> {
	if (subPath.startsWith('/') || subPath.split('/').includes('..')) {
		throw new ConfigError(`failed to prepare subPath: ${subPath} must be relative and without ".."`);
	}

	const wanted = join(volume, subPath);
	const root = await realpath(volume);
	try {
		return inside(root, await realpath(wanted), subPath);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
			throw error;
		}
	}

	await mkdir(wanted, {recursive: true, mode: 0o750});
	return inside(root, await realpath(wanted), subPath);
}

function inside(root: string, path: string, subPath: string): string {
	if (path !== root && !path.startsWith(root + sep)) {
		throw new ConfigError(`failed to prepare subPath: ${subPath} leads out of its volume`);
	}

	return path;
}
