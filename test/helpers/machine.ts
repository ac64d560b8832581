import {identify} from '../../src/playground/launch/process-identity.ts';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

/** What a run of doklab could leave on this machine: processes, mounts, links. */
export interface Traces {
	processes: string[];
	mounts: string[];
	links: string[];
}

/**
 * What is on this machine now that mentions `directory`: processes by their environment, command line or
 * working directory, and mounts; and all network links.
 */
export function traces(directory: string): Traces {
	return {processes: processesOf(directory), mounts: mountsOf(directory), links: linkNames()};
}

/** Waits until `condition` is true, asking every 20 ms; throws `what` with the last value of `detail` after `ms`. */
export async function until(
	what: string,
	ms: number,
	condition: () => boolean | Promise<boolean>,
	detail: () => unknown = () => '',
): Promise<number> {
	const start = performance.now();
	while (!(await condition())) {
		if (performance.now() - start > ms) {
			throw new Error(`Not within ${ms} ms: ${what}. ${JSON.stringify(detail())}`);
		}

		await new Promise((resolve) => setTimeout(resolve, 20));
	}

	return performance.now() - start;
}

/** The pids whose command line, environment or working directory has `text`, this process excepted. */
export function pidsOf(text: string): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.map(Number)
		.filter((pid) => ['cmdline', 'environ'].some((file) => readProc(pid, file).includes(text)));
}

/** The user namespaces, other than this process's, of what runs below `directory`: a playground's Pods are all in one. */
export function userNamespacesOf(directory: string): Set<string> {
	const namespaces = new Set(pidsOf(directory).map(userNamespace));
	namespaces.delete(userNamespace(process.pid));
	namespaces.delete('');
	return namespaces;
}

/** The commands that run in one of `namespaces`, `PID COMMAND` each. */
export function membersOf(namespaces: Set<string>): string[] {
	return (
		readdirSync('/proc')
			// What has ended and only waits to be reaped runs no more.
			.filter((name) => identify(Number(name)) !== undefined && namespaces.has(userNamespace(Number(name))))
			.map((name) => `${name} ${readProc(Number(name), 'comm').trim()}`)
	);
}

function userNamespace(pid: number): string {
	try {
		return readlinkSync(`/proc/${pid}/ns/user`);
	} catch {
		return '';
	}
}

function processesOf(directory: string): string[] {
	return pidsOf(directory).map((pid) => `${pid} ${readProc(pid, 'cmdline').replaceAll('\0', ' ').trim()}`);
}

function mountsOf(directory: string): string[] {
	return readFileSync('/proc/self/mountinfo', 'utf8')
		.split('\n')
		.filter((line) => line.includes(directory));
}

function linkNames(): string[] {
	return execFileSync('ip', ['-o', 'link'], {encoding: 'utf8'})
		.split('\n')
		.map((line) => line.split(': ')[1] ?? '')
		.filter(Boolean);
}

// A process may be gone, or another user's, between listing and reading.
function readProc(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return '';
	}
}
