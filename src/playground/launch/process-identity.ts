import {readFileSync} from 'node:fs';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
	pid: number;
	/** Clock ticks since boot, field 22 of proc(5)'s stat. */
	startTime: string;
}

/** The identity of `pid`, or undefined when there is no such process. */
export function identify(pid: number): ProcessIdentity | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The program's name, in parentheses, may hold spaces: the fields after it are counted.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' ? undefined : {pid, startTime: fields[19] ?? ''};
	} catch {
		return undefined;
	}
}

/** True while the very process is there. */
export function isAlive(identity: ProcessIdentity): boolean {
	return identify(identity.pid)?.startTime === identity.startTime;
}

/** True when both mean the very same process. */
export function isSame(one: ProcessIdentity, other: ProcessIdentity | undefined): boolean {
	return one.pid === other?.pid && one.startTime === other.startTime;
}
