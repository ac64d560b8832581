import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {identify} from '../../src/playground/launch/process-identity.ts';
import {membersOf, pidsOf, traces, until, userNamespacesOf} from '../helpers/machine.ts';
import {describeForPeople} from '../helpers/people.ts';
import {run, start} from '../helpers/program.ts';
import type {Person} from '../helpers/program.ts';
import {connectApi, writeObjects, writeRows} from './writers.ts';

const execute = promisify(execFile);
const twoSeconds = 2000;

const manifests = [
	'30-namespace',
	'40-environment',
	'40-files',
	'40-secret',
	'50-headless',
	'70-scripts',
	'70-statefulset',
];

function kubeconfig(person: Person): string {
	return join(person.env.DOKLAB_HOME ?? '', 'playground', 'kubeconfig');
}

function kubectlEnv(person: Person): NodeJS.ProcessEnv {
	return {...person.env, KUBECONFIG: kubeconfig(person)};
}

async function kubectl(person: Person, ...args: string[]): Promise<string> {
	const options = {
		env: kubectlEnv(person),
		cwd: person.directory,
		timeout: 120_000,
		maxBuffer: 64 * 1024 * 1024,
	};
	return (await execute('kubectl', args, options)).stdout.trim();
}

function psql(person: Person, query: string): Promise<string> {
	const command = ['psql', '-U', 'postgres', '-Atc', query];
	return kubectl(person, '-n', 'postgres', 'exec', 'postgres-0', '-c', 'postgres', '--', ...command);
}

/** The pids of the playground's own processes: the outermost, PID 1 of its namespace, the server. */
function playgroundPids(person: Person): {unshare: number; shell: number; server: number} {
	const pids = pidsOf(join(person.directory, 'dist', 'playground-server.js')).toSorted((a, b) => a - b);
	expect(pids).toHaveLength(3);
	const [unshare, shell, server] = pids as [number, number, number];
	return {unshare, shell, server};
}

/** Waits until nothing that was in `namespaces` runs any more; one that only waits to be reaped does not. */
function waitForEnd(namespaces: Set<string>): Promise<number> {
	const alive = () => membersOf(namespaces).filter((member) => identify(Number.parseInt(member, 10)));
	return until('nothing of it is left', twoSeconds, () => alive().length === 0, alive);
}

describeForPeople('kill -9', (who) => {
	test('of any process of the playground ends all of it, and loses nothing acknowledged', async (context) => {
		const person = who(context);
		context.skip(!(await hasKubectl()), 'kubectl is not installed');
		const before = traces(person.directory);
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		for (const name of manifests) {
			await kubectl(person, 'apply', '-f', join('manifests', `${name}.yaml`));
		}

		const rollout = ['-n', 'postgres', 'rollout', 'status', 'statefulset/postgres', '--timeout=90s'];
		await kubectl(person, ...rollout);
		await psql(person, 'create table kept (word text)');

		for (const victim of ['server', 'shell', 'unshare'] as const) {
			const api = await connectApi(kubeconfig(person));
			const [objects, rows] = [writeObjects(api, victim), writeRows(kubectlEnv(person), victim)];
			await until(
				'both have written',
				30_000,
				() => objects.acknowledged.size > 20 && rows.acknowledged.size > 20,
			);

			const namespaces = userNamespacesOf(join(person.directory, 'dist'));
			process.kill(playgroundPids(person)[victim], 'SIGKILL');
			await waitForEnd(namespaces);
			await Promise.all([objects.ended, rows.ended]);
			api.close();
			const {mounts, links} = traces(person.directory);
			expect({mounts, links}).toEqual({mounts: before.mounts, links: before.links});

			expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
			await kubectl(person, ...rollout);
			const names = await kubectl(person, 'get', 'configmaps', '-o', 'name');
			const there = new Set(names.split('\n').map((name) => name.replace('configmap/', '')));
			expect([...objects.acknowledged].filter((name) => !there.has(name))).toEqual([]);
			await expect.poll(() => psql(person, 'select 1').catch(() => ''), {timeout: 30_000}).toBe('1');
			const words = new Set((await psql(person, 'select word from kept')).split('\n'));
			expect([...rows.acknowledged].filter((word) => !words.has(word))).toEqual([]);
		}

		expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
	});

	test('of up while it starts leaves nothing running, and the next up works', async (context) => {
		const person = who(context);
		for (const delay of [60, 120, 150, 180, 210, 240, 270, 300]) {
			const {pid, finished} = start(person, ['up']);
			await new Promise((resolve) => setTimeout(resolve, delay));
			const namespaces = userNamespacesOf(person.directory);
			killIfThere(pid);
			await finished;
			const state = (await run(person, ['status'])).stdout.split('\n')[0];
			// Killed before the playground was up, or after.
			expect(state).toMatch(/^(There is no playground|The playground is stopped|The playground runs at )/);
			await (state?.includes('runs at') ? undefined : waitForEnd(namespaces));

			expect(await run(person, ['up'])).toMatchObject({exitCode: 0, stderr: ''});
			expect((await run(person, ['status'])).stdout).toMatch(/^The playground runs at \S+, pid \d+\.\n/);
			expect(playgroundPids(person).unshare).toBeGreaterThan(0);
			expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
		}
	});

	test('of down in the middle: up waits for the end of the old playground, and starts it anew', async (context) => {
		const person = who(context);
		context.skip(!(await hasKubectl()), 'kubectl is not installed');
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		// It takes its time to end.
		const command = ['sh', '-c', 'trap "sleep 2; exit" TERM; while :; do sleep 0.1; done'];
		await kubectl(person, 'run', 'slow', '--image=busybox:1.37', '--command', '--', ...command);
		await kubectl(person, 'wait', '--for=condition=Ready', 'pod/slow', '--timeout=30s');
		const old = playgroundPids(person);

		const down = start(person, ['down']);
		await until('it is stopping', 10_000, async () =>
			(await run(person, ['status'])).stdout.startsWith('The playground is stopping.'),
		);
		process.kill(down.pid, 'SIGKILL');
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		expect(playgroundPids(person).server).not.toBe(old.server);
		await kubectl(person, 'wait', '--for=condition=Ready', 'pod/slow', '--timeout=30s');
		await kubectl(person, 'delete', 'pod', 'slow', '--now');
		expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
	});

	test('is what down does to a playground that hangs; status says so first', async (context) => {
		const person = who(context);
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		const {server, unshare} = playgroundPids(person);
		const namespaces = userNamespacesOf(join(person.directory, 'dist'));
		process.kill(server, 'SIGSTOP');

		expect(await run(person, ['status'])).toMatchObject({
			exitCode: 3,
			stdout: `The playground (pid ${unshare}) does not answer. End it with: doklab down; what it has stored is kept.\n`,
		});
		expect(await run(person, ['up'])).toMatchObject({
			exitCode: 3,
			stderr:
				`✗ The playground (process ${unshare}) does not answer.\n` +
				'  → End it and start it again: doklab down, then doklab up. What it has stored is kept.\n',
		});
		expect(await run(person, ['down'])).toMatchObject({
			exitCode: 0,
			stderr: `the playground (process ${unshare}) does not answer: ending it\n`,
		});
		await waitForEnd(namespaces);
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
	});
});

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}

async function hasKubectl(): Promise<boolean> {
	return execute('kubectl', ['version', '--client']).then(
		() => true,
		() => false,
	);
}
