import {link, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {identify, isAlive, type ProcessIdentity} from './process-identity.ts';

/** Milliseconds between two looks at a lock that another process holds. */
const interval = 50;

/**
 * Takes the lock of `home`, so that one process at a time starts, stops or deletes its playground; waits for
 * another that holds it (`onWait` is called once), takes over from one that died. Returns what gives it back.
 */
export async function lock(
	home: string,
	{signal, onWait}: {signal: AbortSignal; onWait: (holder: number) => void},
): Promise<() => Promise<void>> {
	const file = join(home, 'lock');
	const mine = `${file}.${process.pid}`;
	await writeFile(mine, JSON.stringify(identify(process.pid)), {mode: 0o600});
	try {
		let waited = false;
		while (!(await tryLink(mine, file))) {
			signal.throwIfAborted();
			const holder = await readHolder(file);
			if (holder && !isAlive(holder)) {
				await rm(file, {force: true});
				continue;
			}

			if (holder && !waited) {
				waited = true;
				onWait(holder.pid);
			}

			await delay(interval, undefined, {signal});
		}
	} finally {
		await rm(mine, {force: true});
	}

	return () => rm(file, {force: true});
}

/** True when a live process holds the lock of `home`. */
export async function isLocked(home: string): Promise<boolean> {
	const holder = await readHolder(join(home, 'lock'));
	return holder !== undefined && isAlive(holder);
}

/** A link is made whole or not at all, and never over another. */
async function tryLink(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
	}
}

async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
	} catch {
		return undefined;
	}
}
