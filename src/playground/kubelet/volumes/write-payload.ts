import {
	chmod,
	chown,
	lstat,
	mkdir,
	mkdtemp,
	readdir,
	readlink,
	rename,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import type {Payload} from './payload.ts';

const DATA = '..data';

/** Writes generated volumes and remembers what it wrote. */
export interface PayloadWriter {
	write(directory: string, payload: Payload, group: number | undefined): Promise<void>;
}

/**
 * A writer whose readers see the old files or the new ones and never a mixture: files go into a new
 * directory, `..data` is moved onto it, and each file is a link through `..data` (Kubernetes: AtomicWriter).
 * What is as it was written last is not touched. `group`: fsGroup, which then may read the files.
 */
export function createPayloadWriter(): PayloadWriter {
	const written = new Map<string, Payload>();
	return {
		async write(directory, payload, group) {
			if (!isDeepStrictEqual(written.get(directory), payload)) {
				await replace(directory, payload, group);
				written.set(directory, payload);
			}
		},
	};
}

async function replace(directory: string, payload: Payload, group: number | undefined): Promise<void> {
	await mkdir(directory, {recursive: true});
	await own(directory, 0o755, group, true);
	const old = await readlink(join(directory, DATA)).catch(() => undefined);
	const fresh = await mkdtemp(join(directory, '..version-'));
	await own(fresh, 0o755, group, true);
	for (const [path, {content, mode}] of payload) {
		await makeParents(fresh, dirname(path), group);
		await writeFile(join(fresh, path), content);
		await own(join(fresh, path), mode, group, false);
	}

	const link = join(directory, '..data_tmp');
	await rm(link, {force: true});
	await symlink(basename(fresh), link);
	await rename(link, join(directory, DATA));
	await linkNames(directory, new Set([...payload.keys()].map((path) => path.split('/')[0] ?? path)));
	if (old !== undefined) {
		await rm(join(directory, old), {recursive: true, force: true});
	}
}

async function makeParents(root: string, path: string, group: number | undefined): Promise<void> {
	if (path === '.') {
		return;
	}

	await makeParents(root, dirname(path), group);
	await mkdir(join(root, path), {recursive: true});
	await own(join(root, path), 0o755, group, true);
}

async function linkNames(directory: string, names: ReadonlySet<string>): Promise<void> {
	for (const name of await readdir(directory)) {
		if (!name.startsWith('..') && !names.has(name)) {
			await rm(join(directory, name), {recursive: true, force: true});
		}
	}

	for (const name of names) {
		const path = join(directory, name);
		const there = await lstat(path).catch(() => undefined);
		if (!there) {
			await symlink(join(DATA, name), path);
		}
	}
}

// With a group, files become readable for it and directories enterable (Kubernetes: SetVolumeOwnership).
async function own(path: string, mode: number, group: number | undefined, directory: boolean): Promise<void> {
	if (group !== undefined) {
		await chown(path, 0, group);
	}

	const extra = group === undefined ? 0 : directory ? 0o2550 : 0o440;
	await chmod(path, mode | extra);
}
