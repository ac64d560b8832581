import {delimiter} from 'node:path';

/** Directories of system programs that the PATH of an ordinary user may lack (Debian: /etc/profile). */
const systemDirectories = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The PATH `path`, and then the directories of system programs. */
export function withSystemDirectories(path: string): string {
	const known = path.split(delimiter);
	return [...known, ...systemDirectories.filter((directory) => !known.includes(directory))].join(delimiter);
}
