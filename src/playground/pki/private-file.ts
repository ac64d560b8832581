import {open, rename, rm} from 'node:fs/promises';

/** Writes `text` to `path` with mode 0600, whole or not at all (a new file, then a rename). */
export async function writePrivateFile(path: string, text: string): Promise<void> {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await rm(temporary, {force: true});
		const file = await open(temporary, 'wx', 0o600);
		try {
			await file.writeFile(text);
			await file.sync();
		} finally {
			await file.close();
		}

		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	}
}
