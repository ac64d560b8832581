import {execFile} from 'node:child_process';
import {chown, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {seconds} from './workplace.ts';

const execute = promisify(execFile);

// PostgreSQL refuses to run as root; nobody (65534 on every Linux) has a name and no rights.
const nobody = 65_534;

/** The same three servers without Kubernetes, one command after the other. */
const script = `
set -e
cd "$1"
PATH="$2:$PATH"
initdb -D 0 -U postgres -A trust >/dev/null
cat >>0/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$1'
wal_level = replica
max_wal_senders = 5
synchronous_standby_names = 'FIRST 2 (*)'
CONF
pg_ctl -D 0 -o "-p $3" -l 0.log -w start >/dev/null
for member in 1 2; do
	pg_basebackup -D $member -h 127.0.0.1 -p "$3" -U postgres -Xs -R
	pg_ctl -D $member -o "-p $(($3 + member))" -l $member.log -w start >/dev/null
done
until [ "$(psql -h 127.0.0.1 -p "$3" -U postgres -Atc "select count(*) from pg_stat_replication where sync_state = 'sync'")" = 2 ]; do
	sleep 0.02
done
`;

const stop =
	'cd "$1"; PATH="$2:$PATH"; for member in 2 1 0; do pg_ctl -D $member -m immediate stop >/dev/null || true; done';

/** Seconds until a primary and two synchronous standbys run on this machine itself. */
export async function plainServers(): Promise<number> {
	const directory = await mkdtemp(join(tmpdir(), 'dk-plain-'));
	const file = join(directory, 'servers.sh');
	await writeFile(file, script);
	const isRoot = process.getuid?.() === 0;
	if (isRoot) {
		await chown(directory, nobody, nobody);
	}

	const become = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'] : [];
	const programs = (
		await execute('pg_config', ['--bindir']).catch(() => ({stdout: '/usr/lib/postgresql/15/bin'}))
	).stdout;
	const port = String(20_000 + (process.pid % 10_000));
	const bash = (...args: string[]) => {
		const [program, ...rest] = [...become, 'bash', ...args, directory, programs.trim(), port];
		return execute(program, rest, {cwd: directory});
	};
	try {
		return await seconds(() => bash(file));
	} finally {
		await bash('-c', stop, 'stop');
		await rm(directory, {recursive: true, force: true});
	}
}
