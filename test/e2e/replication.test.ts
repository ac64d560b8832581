import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {describeForPeople} from '../helpers/people.ts';
import {run} from '../helpers/program.ts';
import type {Person} from '../helpers/program.ts';

const execute = promisify(execFile);

const manifests = [
	'30-namespace',
	'40-environment',
	'40-files',
	'40-secret',
	'50-headless',
	'50-writer',
	'50-reader',
	'70-scripts',
	'70-statefulset',
];

/** Runs kubectl against the cluster that `doklab kubeconfig` names; returns its output. */
async function kubectl(person: Person, ...args: string[]): Promise<string> {
	const {stdout: path} = await run(person, ['kubeconfig']);
	const env = {...person.env, KUBECONFIG: path.trim()};
	const {stdout} = await execute('kubectl', args, {env, cwd: person.directory, timeout: 120_000});
	return stdout.trim();
}

function psql(person: Person, pod: string, query: string): Promise<string> {
	return kubectl(
		person,
		'-n',
		'postgres',
		'exec',
		pod,
		'-c',
		'postgres',
		'--',
		'psql',
		'-U',
		'postgres',
		'-Atc',
		query,
	);
}

describeForPeople('the real kubectl', (who) => {
	test('applies the manifests, and psql through it shows two synchronous standbys', async (context) => {
		const person = who(context);
		context.skip(!(await hasKubectl()), 'kubectl is not installed');
		expect(await run(person, ['up', '--platform', 'playground'])).toMatchObject({exitCode: 0});

		for (const name of manifests) {
			await kubectl(person, 'apply', '-f', join('manifests', `${name}.yaml`));
		}

		await kubectl(person, '-n', 'postgres', 'rollout', 'status', 'statefulset/postgres', '--timeout=90s');
		await expect
			.poll(
				() =>
					psql(
						person,
						'postgres-0',
						'select application_name, state, sync_state from pg_stat_replication order by 1',
					),
				{timeout: 30_000},
			)
			.toMatch(/^\S+\|streaming\|sync\n\S+\|streaming\|sync$/);
	});

	test('an acknowledged row is still there after down and up', async (context) => {
		const person = who(context);
		context.skip(!(await hasKubectl()), 'kubectl is not installed');
		await psql(person, 'postgres-0', "create table kept (word text); insert into kept values ('still here')");

		expect(await run(person, ['down'])).toMatchObject({exitCode: 0});
		expect((await run(person, ['status'])).stdout).toMatch(/^The playground is stopped; /);
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});

		await kubectl(person, '-n', 'postgres', 'rollout', 'status', 'statefulset/postgres', '--timeout=90s');
		expect(await psql(person, 'postgres-0', 'select word from kept')).toBe('still here');
		expect(await psql(person, 'postgres-2', 'select word from kept')).toBe('still here');
	});
});

async function hasKubectl(): Promise<boolean> {
	return execute('kubectl', ['version', '--client']).then(
		() => true,
		() => false,
	);
}
