import {readlink, rename, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {identify, isAlive, isSame, type ProcessIdentity} from './process-identity.ts';

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
	const file = lockFile(home);
	let waited = false;
	while (!(await take(file))) {
		signal.throwIfAborted();
		const holder = await readHolder(file);
		if (holder === undefined || !isAlive(holder)) {
			await removeStale(file, holder);
			continue;
		}

		if (!waited) {
			waited = true;
			onWait(holder.pid);
		}

		await delay(interval, undefined, {signal});
	}

	return () => rm(file, {force: true});
}

/** True when a live process holds the lock of `home`. */
export async function isLocked(home: string): Promise<boolean> {
	const holder = await readHolder(lockFile(home));
	return holder !== undefined && isAlive(holder);
}

function lockFile(home: string): string {
	return join(home, 'lock');
}

/** A link to nowhere that names its holder: made whole or not at all, never over another, and on a full disk too. */
async function take(file: string): Promise<boolean> {
	try {
		const {pid, startTime} = identify(process.pid) ?? {pid: process.pid, startTime: ''};
		await symlink(`${pid}:${startTime}`, file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
	}
}

/** Undefined when there is no lock, or something that is none of ours. */
async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
	try {
		const [, pid, startTime] = /^(\d+):(\d*)$/.exec(await readlink(file)) ?? [];
		return pid === undefined ? undefined : {pid: Number(pid), startTime: startTime ?? ''};
	} catch {
		return undefined;
	}
}

/** Moves the lock of `dead` away first: another may have done so before, and hold the one that is there now. */
async function removeStale(file: string, dead: ProcessIdentity | undefined): Promise<void> {
	const aside = `${file}.${process.pid}`;
	try {
		await rename(file, aside);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return;
		}

		throw error;
	}

	const moved = await readHolder(aside);
	if (moved === undefined || isSame(moved, dead)) {
		await rm(aside, {recursive: true, force: true});
	} else {
		await rename(aside, file);
	}
}
