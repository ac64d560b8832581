import {readdirSync, readFileSync} from 'node:fs';

/**
 * Megabytes of memory of `root` and all processes below it: the proportional set size (proc(5), smaps_rollup), which
 * counts a page shared by n processes as one n-th in each.
 */
export function memoryOfTree(root: number): number {
	const parents = new Map<number, number>();
	for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		// proc(5): the parent is the second field after the command's closing parenthesis.
		const parent = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1];
		parents.set(Number(name), Number(parent ?? 0));
	}

	const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
	const kilobytes = [...parents.keys()]
		.filter(isBelow)
		.reduce(
			(sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
			0,
		);
	return kilobytes / 1024;
}

// A process may have ended since it was listed.
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
