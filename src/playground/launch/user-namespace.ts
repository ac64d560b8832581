import {execFile, spawn} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {userInfo} from 'node:os';
import {promisify} from 'node:util';
import {EnvironmentError} from '../../lib/errors.ts';
import {install} from './packages.ts';

const run = promisify(execFile);

/** Ids 1 to 65535 of the namespace; 65534 is nobody, the highest that images use. */
const idCount = 65_535;

/** First id that root gives away when /etc/subuid has no line for it: what useradd(8) starts at. */
const rootFirstId = 100_000;

/**
 * Put before a command, after `enter`: the namespaces that stand for the nodes. The command is PID 1 there, and its end,
 * or that of unshare, ends everything in them.
 */
export const nodeNamespaces = [
	'unshare',
	'--net',
	'--mount',
	'--pid',
	'--ipc',
	'--uts',
	'--fork',
	'--kill-child=KILL',
	'--mount-proc',
	'--propagation=private',
	'--',
];

export interface UserNamespace {
	/** Put before a command: it then runs as root of the namespace. */
	enter: [program: string, ...args: string[]];
	/** Ends the holder; the namespace lives on in the processes that entered it. */
	close(): void;
}

/**
 * A new user namespace whose root is the caller and whose other ids are the caller's subordinate ids. The
 * same for root, so that a mistake in a mount cannot touch the host. Throws EnvironmentError with the cure.
 */
export async function openUserNamespace(): Promise<UserNamespace> {
	const ids = await subordinateIds();
	const holder = spawn('unshare', ['--user', '--', 'sh', '-c', 'echo ok; read -r line'], {
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	holder.stdin.on('error', () => {});
	const close = () => {
		holder.stdin.end();
		holder.unref();
	};

	try {
		await saidOk(holder);
		const pid = holder.pid ?? 0;
		await Promise.all([
			writeMap('uid', pid, userInfo().uid, ids.uid),
			writeMap('gid', pid, userInfo().gid, ids.gid),
		]);
		return {enter: ['nsenter', `--user=/proc/${pid}/ns/user`, '--setuid=0', '--setgid=0', '--'], close};
	} catch (error) {
		close();
		throw error;
	}
}

async function saidOk(holder: ReturnType<typeof spawn>): Promise<void> {
	let words = '';
	holder.stderr?.on('data', (data: Buffer) => {
		words += data.toString();
	});
	await new Promise<void>((resolve, reject) => {
		holder.stdout?.once('data', () => resolve());
		holder.once('error', (error) => reject(missing('unshare', error)));
		holder.once('close', () => {
			void whyForbidden(words.trim()).then(reject);
		});
	});
}

function missing(program: string, cause: unknown): EnvironmentError {
	return new EnvironmentError(`the program ${program} is not installed`, [install(program)], cause);
}

/** Which of the host's settings forbids user namespaces, and the command that allows them. */
async function whyForbidden(words: string): Promise<EnvironmentError> {
	const settings = [
		{
			file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
			bad: '1',
			cure: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
		},
		{
			file: '/proc/sys/kernel/unprivileged_userns_clone',
			bad: '0',
			cure: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
		},
		{
			file: '/proc/sys/user/max_user_namespaces',
			bad: '0',
			cure: 'sudo sysctl -w user.max_user_namespaces=15000',
		},
	];
	for (const {file, bad, cure} of settings) {
		const value = await readFile(file, 'utf8').catch(() => '');
		if (value.trim() === bad) {
			const name = file.slice('/proc/sys/'.length).replaceAll('/', '.');
			return new EnvironmentError(
				`this machine does not allow user namespaces (${name} = ${bad}): ${words}`,
				[
					cure,
					`To keep it after a restart: echo '${cure.replace('sudo sysctl -w ', '')}' | sudo tee /etc/sysctl.d/60-doklab.conf`,
				],
			);
		}
	}

	return new EnvironmentError(`this machine does not allow user namespaces: ${words}`, [
		'Inside a container, run it with more rights (e.g. docker run --privileged), or use doklab on the host.',
	]);
}

interface Range {
	first: number;
	count: number;
}

async function subordinateIds(): Promise<{uid: Range; gid: Range}> {
	const [uid, gid] = await Promise.all([readRange('/etc/subuid'), readRange('/etc/subgid')]);
	return {uid, gid};
}

async function readRange(file: string): Promise<Range> {
	const {uid, username} = userInfo();
	const text = await readFile(file, 'utf8').catch(() => '');
	for (const line of text.split('\n')) {
		const [owner, first, count] = line.split(':');
		if ((owner === username || owner === `${uid}`) && Number(count) >= idCount) {
			return {first: Number(first), count: idCount};
		}
	}

	if (uid === 0) {
		return {first: rootFirstId, count: idCount};
	}

	throw new EnvironmentError(`${username} has no ${idCount} subordinate ids in ${file}`, [
		`sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${username}`,
	]);
}

async function writeMap(kind: 'uid' | 'gid', pid: number, id: number, {first, count}: Range): Promise<void> {
	if (userInfo().uid === 0) {
		try {
			await writeFile(`/proc/${pid}/${kind}_map`, `0 ${id} 1\n1 ${first} ${count}\n`);
		} catch (error) {
			throw new EnvironmentError(
				`this root may not give ids ${first} to ${first + count - 1} to a user namespace: ${(error as Error).message}`,
				['Inside a container, run it with more rights, or as an ordinary user; or use doklab on the host.'],
				error,
			);
		}

		return;
	}

	const program = `new${kind}map`;
	try {
		await run(program, [`${pid}`, '0', `${id}`, '1', '1', `${first}`, `${count}`]);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			throw missing(program, error);
		}

		throw new EnvironmentError(
			`${program} refused to map subordinate ids: ${(error as Error).message}`,
			[install(program)],
			error,
		);
	}
}
