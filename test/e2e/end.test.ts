import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {membersOf, pidsOf, traces, until, userNamespacesOf} from '../helpers/machine.ts';
import type {Traces} from '../helpers/machine.ts';
import {describeForPeople} from '../helpers/people.ts';
import {run, start} from '../helpers/program.ts';
import type {Person, Running} from '../helpers/program.ts';

const twoSeconds = 2000;

/** Starts the course and waits until the first database answers, so that there is something to leave behind. */
async function startCourse(person: Person): Promise<Running> {
	const running = start(person, ['verify', 'statefulset']);
	let ended = false;
	void running.finished.then(() => (ended = true));
	await until(
		'postgres runs in a Pod',
		120_000,
		() => ended || postgresRuns(person),
		() => [running.stdout(), running.stderr()],
	);
	expect({ended, output: ended ? running.stdout() + running.stderr() : ''}).toEqual({
		ended: false,
		output: '',
	});
	return running;
}

// A Pod's processes have no word of doklab in them, but its user namespace.
function postgresRuns({directory}: Person): boolean {
	return membersOf(userNamespacesOf(directory)).some((member) => member.endsWith(' postgres'));
}

function isSame(one: Traces, other: Traces): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

describeForPeople('the end of a run', (who) => {
	test('after kill -9 of every doklab process nothing is left within two seconds', async (context) => {
		const person = who(context);
		const before = traces(person.directory);
		const {finished} = await startCourse(person);
		const namespaces = userNamespacesOf(person.directory);

		for (const pid of pidsOf(join(person.directory, 'dist'))) {
			killIfThere(pid);
		}

		await until(
			'nothing of it is left',
			twoSeconds,
			() => membersOf(namespaces).length === 0 && isSame(traces(person.directory), before),
			() => ({members: membersOf(namespaces), ...traces(person.directory)}),
		);
		expect((await finished).killedBy).toBe('SIGKILL');
	});

	test('after kill -9 of verify alone its cluster ends too, and the next run removes its files', async (context) => {
		const person = who(context);
		const before = traces(person.directory);
		const {pid, finished} = await startCourse(person);
		const namespaces = userNamespacesOf(person.directory);

		process.kill(pid, 'SIGKILL');
		await until(
			'its cluster ends',
			twoSeconds,
			() => membersOf(namespaces).length === 0 && isSame(traces(person.directory), before),
			() => ({members: membersOf(namespaces), ...traces(person.directory)}),
		);
		await finished;

		const leftovers = join(person.env.DOKLAB_HOME ?? '', 'verify');
		expect(await readdir(leftovers)).not.toEqual([]);
		const next = await run(person, ['verify', 'tools']);
		expect(next).toMatchObject({exitCode: 0, stderr: ''});
		expect(await readdir(leftovers)).toEqual([]);
	});

	test('Ctrl-C in the middle cleans up, says so, and ends with 130', async (context) => {
		const person = who(context);
		const before = traces(person.directory);
		const {pid, finished} = await startCourse(person);

		process.kill(pid, 'SIGINT');
		const {exitCode, stderr} = await finished;
		expect({exitCode, stderr}).toEqual({exitCode: 130, stderr: 'Interrupted.\n'});
		expect(traces(person.directory)).toEqual(before);
		expect(await readdir(join(person.env.DOKLAB_HOME ?? '', 'verify'))).toEqual([]);
	});

	test('a second Ctrl-C does not wait for the clean-up, and nothing runs on', async (context) => {
		const person = who(context);
		const before = traces(person.directory);
		const {pid, finished} = await startCourse(person);

		process.kill(pid, 'SIGINT');
		await new Promise((resolve) => setTimeout(resolve, 50));
		killIfThere(pid, 'SIGINT');
		expect((await finished).exitCode).toBe(130);
		await until(
			'nothing runs on',
			twoSeconds,
			() => isSame(traces(person.directory), before),
			() => traces(person.directory),
		);
	});
});

function killIfThere(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It has ended by itself.
	}
}
