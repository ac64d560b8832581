import {spawn} from 'node:child_process';
import {access, chmod, cp, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execFileSync} from 'node:child_process';

/** Somebody who runs the real program: root or an ordinary user, with a copy of all of it and a state directory. */
export interface Person {
	name: 'root' | 'ordinary user' | 'the user who runs the tests';
	/** Holds dist/, lessons/, manifests/ and node. */
	directory: string;
	env: NodeJS.ProcessEnv;
	/** Before each command: how to become that user. */
	become: string[];
	remove(): Promise<void>;
}

export interface Finished {
	exitCode: number | null;
	killedBy: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

export interface Running {
	/** Of the program itself, also when another process became the user first. */
	pid: number;
	stdout: () => string;
	stderr: () => string;
	finished: Promise<Finished>;
}

const repository = new URL('../../', import.meta.url).pathname;

/** The user who runs the tests; root in CI. */
export async function currentPerson(): Promise<Person> {
	return createPerson(process.getuid?.() === 0 ? 'root' : 'the user who runs the tests', []);
}

/** An ordinary user with subordinate ids, when root runs the tests and there is one; else why not. */
export async function ordinaryPerson(): Promise<Person | string> {
	if (process.getuid?.() !== 0) {
		return 'only root can become another user';
	}

	const user = await ordinaryUser();
	return user === undefined
		? 'no ordinary user with subordinate ids on this machine (useradd, usermod --add-subuids)'
		: createPerson('ordinary user', ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups', '--']);
}

/** Starts `doklab ...argv` as `person`. */
export function start(
	{directory, env, become}: Person,
	argv: string[],
	more: NodeJS.ProcessEnv = {},
): Running {
	const [program = '', ...args] = [
		...become,
		join(directory, 'node'),
		join(directory, 'dist', 'bin.js'),
		...argv,
	];
	// setpriv execs, so the child's pid is the program's own.
	const child = spawn(program, args, {
		cwd: directory,
		env: {...env, ...more},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	const finished = new Promise<Finished>((resolve, reject) => {
		child.once('error', reject);
		// Not `close`: a server that goes on may hold the pipes.
		child.once('exit', (exitCode, killedBy) =>
			setImmediate(() => resolve({exitCode, killedBy, stdout, stderr})),
		);
	});
	return {pid: child.pid ?? -1, stdout: () => stdout, stderr: () => stderr, finished};
}

/** Runs `doklab ...argv` to its end. */
export function run(person: Person, argv: string[], more?: NodeJS.ProcessEnv): Promise<Finished> {
	return start(person, argv, more).finished;
}

async function createPerson(name: Person['name'], become: string[]): Promise<Person> {
	await access(join(repository, 'dist', 'bin.js'));
	const directory = await mkdtemp(join(tmpdir(), 'dk-'));
	await chmod(directory, 0o755);
	for (const part of ['dist', 'lessons', 'manifests', 'package.json', '.tool-versions', 'kind.yaml']) {
		await cp(join(repository, part), join(directory, part), {recursive: true});
	}

	await cp(process.execPath, join(directory, 'node'));
	const home = join(directory, 'home');
	await mkdir(home);
	const [becomeUser] = become.filter((arg) => arg.startsWith('--reuid='));
	if (becomeUser) {
		execFileSync('chown', [becomeUser.replace('--reuid=', ''), home]);
	}

	return {
		name,
		directory,
		become,
		env: {
			HOME: home,
			DOKLAB_HOME: join(home, 'state'),
			PATH: process.env.PATH,
			LANG: 'C.UTF-8',
			NO_COLOR: '1',
			TMPDIR: home,
		},
		async remove() {
			await rm(directory, {recursive: true, force: true});
		},
	};
}

async function ordinaryUser(): Promise<string | undefined> {
	const [passwd, subuid] = await Promise.all([read('/etc/passwd'), read('/etc/subuid')]);
	const withSubordinates = new Set(subuid.split('\n').map((line) => line.split(':')[0]));
	return passwd
		.split('\n')
		.map((line) => line.split(':'))
		.find(([name, , uid]) => Number(uid) >= 1000 && Number(uid) < 60_000 && withSubordinates.has(name))?.[0];
}

async function read(file: string): Promise<string> {
	return readFile(file, 'utf8').catch(() => '');
}
