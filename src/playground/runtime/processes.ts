import {readFileSync, readlinkSync} from 'node:fs';

/** Pids of the direct children of `pid`; none when it has ended. */
export function childrenOf(pid: number): number[] {
	try {
		return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
			.split(' ')
			.filter((word) => word !== '')
			.map(Number);
	} catch {
		return [];
	}
}

/** Sends `signal` to a process, or with a negative pid to a group; false when there is none. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
	// 0 and -1 would mean our own group, and everybody.
	if (pid === 0 || pid === -1) {
		return false;
	}

	try {
		process.kill(pid, signal);
		return true;
	} catch {
		return false;
	}
}

/** What file descriptor `fd` of `pid` is open on. */
export function openFile(pid: number, fd: number): string | undefined {
	try {
		return readlinkSync(`/proc/${pid}/fd/${fd}`);
	} catch {
		return undefined;
	}
}
