import {execFile} from 'node:child_process';
import {access, constants} from 'node:fs/promises';
import {userInfo} from 'node:os';
import {delimiter, join} from 'node:path';
import {promisify} from 'node:util';
import {DoklabError} from '../../lib/errors.ts';
import {scriptEnvironment} from '../runtime/container-script.ts';
import {findPostgres} from '../runtime/postgres-programs.ts';
import {install} from './packages.ts';
import {nodeNamespaces, openUserNamespace} from './user-namespace.ts';

const run = promisify(execFile);

/** Something that the playground needs of this machine. */
export interface HostFinding {
	id: string;
	state: 'ok' | 'warning' | 'missing';
	message: string;
	why: string;
	cure: string | undefined;
}

const programs = ['unshare', 'nsenter', 'setpriv', 'mount', 'pivot_root', 'findmnt', 'ip', 'hostname'];

/** Looks at all that the playground needs: the system, programs, namespaces, networking in them, PostgreSQL. */
export async function inspectHost({
	platform,
	path,
}: {
	platform: NodeJS.Platform;
	path: string;
}): Promise<HostFinding[]> {
	if (platform !== 'linux') {
		return [
			{
				id: 'linux',
				state: 'missing',
				message: `this is ${platform}; the playground needs Linux`,
				why: 'Its Pods are processes in Linux namespaces.',
				cure: 'Use kind with Docker, Podman or nerdctl, or a Linux virtual machine.',
			},
		];
	}

	const found = await Promise.all([
		...neededPrograms().map((program) => lookFor(program, path)),
		terminal(path),
		postgres(path),
	]);
	const missing = found.some(({state}) => state === 'missing');
	return [...found, ...(missing ? [] : [await namespaces()])];
}

function neededPrograms(): string[] {
	return userInfo().uid === 0 ? programs : [...programs, 'newuidmap', 'newgidmap'];
}

async function lookFor(program: string, path: string): Promise<HostFinding> {
	// pivot_root is for containers alone, and lies where the PATH of an ordinary user may not lead (Debian).
	const found = await which(program, program === 'pivot_root' ? scriptEnvironment.PATH : path);
	return {
		id: program,
		state: found === undefined ? 'missing' : 'ok',
		message: found ?? `${program} is not installed`,
		why: 'It makes the namespaces, mounts and networks of Pods.',
		cure: found === undefined ? install(program) : undefined,
	};
}

async function terminal(path: string): Promise<HostFinding> {
	const found = await which('script', path);
	return {
		id: 'script',
		state: found === undefined ? 'warning' : 'ok',
		message: found ?? 'script is not installed',
		why: 'kubectl exec -it gets its terminal from it.',
		cure: found === undefined ? install('script') : undefined,
	};
}

async function postgres(path: string): Promise<HostFinding> {
	const found = await findPostgres(path);
	const fits = found.find(({major}) => major === 15);
	return {
		id: 'postgres',
		state: fits ? 'ok' : 'missing',
		message: fits
			? `PostgreSQL ${fits.version} in ${fits.directory}`
			: `PostgreSQL 15 is not installed (found: ${found.map(({version}) => version).join(', ') || 'none'})`,
		why: 'It stands in for the image postgres:15: its programs run in the Pods.',
		cure: fits ? undefined : install('postgres'),
	};
}

/** Tries it: a user namespace, the others in it, and a veth pair. */
async function namespaces(): Promise<HostFinding> {
	const why = 'Pods run in namespaces of their own, for an ordinary user too.';
	try {
		const userNamespace = await openUserNamespace();
		try {
			const [program, ...args] = [...userNamespace.enter, ...nodeNamespaces];
			await run(program, [...args, 'sh', '-c', 'ip link add veth0 type veth peer name veth1'], {cwd: '/'});
		} finally {
			userNamespace.close();
		}

		return {
			id: 'namespaces',
			state: 'ok',
			message: 'user, network, mount and PID namespaces can be made',
			why,
			cure: undefined,
		};
	} catch (error) {
		const cure =
			error instanceof DoklabError
				? error.cure.join('\n')
				: 'Inside a container, run it with more rights, or use doklab on the host.';
		return {id: 'namespaces', state: 'missing', message: (error as Error).message, why, cure};
	}
}

async function which(program: string, path: string): Promise<string | undefined> {
	for (const directory of path.split(delimiter)) {
		const file = join(directory, program);
		try {
			await access(file, constants.X_OK);
			return file;
		} catch {
			// Not in this directory.
		}
	}

	return undefined;
}
