import {execFile} from 'node:child_process';
import {readdir, realpath} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** One installed PostgreSQL: its program directory and version. */
export interface PostgresPrograms {
	directory: string;
	/** `15.18` */
	version: string;
	major: number;
}

/** Where distributions put PostgreSQL's programs, beside the PATH: Debian, Fedora and RHEL, SUSE. */
const parents: ReadonlyArray<{directory: string; pattern: RegExp; below: string}> = [
	{directory: '/usr/lib/postgresql', pattern: /^\d+$/, below: 'bin'},
	{directory: '/usr', pattern: /^pgsql-\d+$/, below: 'bin'},
	{directory: '/usr/lib', pattern: /^postgresql\d+$/, below: 'bin'},
];

/** Every PostgreSQL server of this machine, newest first. `path` is a PATH to look in as well. */
export async function findPostgres(path: string): Promise<PostgresPrograms[]> {
	const directories = await Promise.all([
		...parents.map(({directory, pattern, below}) => subdirectories(directory, pattern, below)),
		...path.split(delimiter).map(async (directory) => [directory]),
	]);
	const found = await Promise.all([...new Set(directories.flat())].map((directory) => inspect(directory)));
	const unique = new Map(found.filter((one) => one !== undefined).map((one) => [one.directory, one]));
	return [...unique.values()].toSorted((a, b) => Number.parseFloat(b.version) - Number.parseFloat(a.version));
}

async function subdirectories(directory: string, pattern: RegExp, below: string): Promise<string[]> {
	try {
		const names = await readdir(directory);
		return names.filter((name) => pattern.test(name)).map((name) => join(directory, name, below));
	} catch {
		return [];
	}
}

async function inspect(directory: string): Promise<PostgresPrograms | undefined> {
	try {
		const program = await realpath(join(directory, 'postgres'));
		await realpath(join(dirname(program), 'initdb'));
		const {stdout} = await run(program, ['--version'], {timeout: 5000});
		const version = /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(stdout)?.[1];
		return version === undefined
			? undefined
			: {directory: dirname(program), version, major: Number.parseInt(version, 10)};
	} catch {
		return undefined;
	}
}
