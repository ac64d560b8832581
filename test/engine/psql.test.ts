import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {existsSync} from 'node:fs';
import {chmod, chown, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, onTestFinished, test, vi, type TestContext} from 'vitest';
import {checkSql} from '../../src/engine/checks/sql.ts';
import {runSql} from '../../src/engine/psql.ts';
import {FakeKube} from './fake-kube.ts';

const signal = new AbortController().signal;
const run = promisify(execFile);
const bin = ['18', '17', '16', '15', '14']
	.map((major) => `/usr/lib/postgresql/${major}/bin`)
	.find((path) => existsSync(path));
const target = {pod: 'db-0', namespace: 'default', database: 'postgres', user: 'postgres'};
// The server refuses to run as root.
const account = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};

/** A cluster whose Pods are a PostgreSQL server of this machine. */
async function openServer(context: TestContext): Promise<FakeKube> {
	if (bin === undefined) {
		return context.skip('no PostgreSQL in /usr/lib/postgresql');
	}

	const directory = await mkdtemp(join(tmpdir(), 'doklab-psql-'));
	await chmod(directory, 0o755);
	await chown(directory, account.uid ?? process.getuid!(), account.gid ?? process.getgid!());
	const data = join(directory, 'data');
	await run(
		join(bin, 'initdb'),
		['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
		account,
	);
	const settings = [
		'-c',
		'listen_addresses=',
		'-c',
		`unix_socket_directories=${directory}`,
		'-c',
		'fsync=off',
	];
	const server: ChildProcess = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
		...account,
		stdio: 'ignore',
	});
	const ended = new Promise((resolve) => server.on('exit', resolve));
	onTestFinished(async () => {
		server.kill('SIGINT');
		await ended;
		await rm(directory, {recursive: true, force: true});
	});
	const kube = new FakeKube();
	kube.onExec = async ({command}) => {
		const env = {PATH: bin, PGHOST: directory};
		try {
			return {exitCode: 0, ...(await run(command[0]!, command.slice(1), {env}))};
		} catch (error) {
			const {code, stdout, stderr} = error as {code: number; stdout: string; stderr: string};
			return {exitCode: code, stdout, stderr};
		}
	};
	await vi.waitUntil(
		() =>
			runSql(kube, {...target, query: 'select 1'}, {timeoutMs: 1000, signal}).then(
				() => true,
				(error: {passing: boolean}) => {
					expect(error.passing).toBe(true);
					return false;
				},
			),
		{timeout: 10_000},
	);
	return kube;
}

test('rows, NULL, line breaks and errors come through psql as they are', async (context) => {
	const kube = await openServer(context);
	const ask = (query: string) => runSql(kube, {...target, query}, {timeoutMs: 1000, signal});
	expect(await ask("select 1, null, true, E'a|b\\nc' union all select 2, '', false, 'd' order by 1")).toEqual(
		{
			type: 'rows',
			rows: [
				['1', null, 't', 'a|b\nc'],
				['2', '', 'f', 'd'],
			],
		},
	);
	expect(await ask('select 1 where false')).toEqual({type: 'rows', rows: []});
	expect(await ask('create table t (i int)')).toEqual({type: 'rows', rows: []});
	expect(await ask('set default_transaction_read_only = on; insert into t values (1)')).toMatchObject({
		type: 'rows',
	});
	expect(await ask('start transaction read only; insert into t values (1)')).toEqual({
		type: 'error',
		sqlState: '25006',
		message: 'cannot execute INSERT in a read-only transaction',
	});

	const check = async (query: string, expected: object) => {
		const probe = {type: 'sql', ...target, query, expect: expected} as Parameters<typeof checkSql>[0];
		const {truth, found} = await checkSql(probe, kube, 'default', {timeoutMs: 1000, signal});
		return [truth, found];
	};
	expect(await check('select 2', {value: 2})).toEqual(['true', '2']);
	expect(await check('select 2', {value: 3})).toEqual(['false', '2']);
	expect(await check('select true', {value: true})).toEqual(['true', 't']);
	expect(await check('select null', {value: null})).toEqual(['true', 'NULL']);
	expect(await check('select 1.50', {value: 1.5})).toEqual(['true', '1.50']);
	expect(await check("select 1, 'x'", {rows: [[1, 'x']]})).toEqual(['true', '1 | x']);
	expect(await check('select nothing', {error: '42703'})).toEqual([
		'true',
		'error 42703: column "nothing" does not exist',
	]);
	expect(await check('select nothing', {error: 'does not exist$'})).toMatchObject([
		'true',
		expect.any(String),
	]);
	expect(await check('select 1', {error: '42703'})).toEqual(['false', '1']);
	expect(await check('select nothing', {value: 1})).toMatchObject(['false', expect.any(String)]);
});
