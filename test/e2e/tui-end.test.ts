import {expect, test} from 'vitest';
import {pidsOf, traces, until} from '../helpers/machine.ts';
import {courseOfSteps} from '../lesson/course-copy.ts';
import {useLearner} from './tui-learner.ts';
import type {Learner} from './tui-learner.ts';
import {enterOf, expectRestored, opened} from './tui-screen.ts';

const learner = useLearner();

// Told from every other sleep of this machine by its length.
const marker = '98765';

/** The workshop in the middle of an action that does not end by itself. */
async function openWhileItRuns(me: Learner) {
	const course = await courseOfSteps(
		`  - id: wait\n    do:\n      - run: sleep ${marker}\n        timeout: 5m\n`,
		['wait'],
	);
	const terminal = me.open({columns: 80, rows: 24}, 'start', '--lang', 'en', '--course', course);
	await opened(terminal);
	terminal.type('Enter');
	await until(
		'it runs',
		10_000,
		() => sleepers(me).length > 0,
		() => terminal.screen(),
	);
	await terminal.waitFor((rows) => rows.at(-1)?.includes('Ctrl-C stop') === true);
	return terminal;
}

function sleepers({home}: Learner): string[] {
	return traces(home).processes.filter((process) => process.includes(`sleep ${marker}`));
}

test('Ctrl-C in the middle of an action ends it and stays, and the step can be run again', async (context) => {
	const me = learner(context);
	const terminal = await openWhileItRuns(me);
	terminal.type('Ctrl+C');
	await terminal.waitFor((rows) => enterOf(rows) === 'run again' || enterOf(rows) === 'run');
	expect(terminal.isAlternate()).toBe(true);
	expect(sleepers(me)).toEqual([]);

	terminal.type('Enter');
	await until('it runs again', 10_000, () => sleepers(me).length > 0);
	terminal.type('Ctrl+C');
	await until('it has ended again', 10_000, () => sleepers(me).length === 0);
	expect(terminal.isAlternate()).toBe(true);
});

test('Ctrl-C twice quits, ends what runs, and gives the terminal back', async (context) => {
	const me = learner(context);
	const terminal = await openWhileItRuns(me);
	terminal.type('Ctrl+C', 'Ctrl+C');
	expect(await terminal.exited).toEqual({exitCode: 130, signal: undefined});
	expectRestored(terminal);
	expect(traces(me.home).processes).toEqual([]);
});

test.for([
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)('%s ends what runs and gives the terminal back', async ([signal, exitCode], context) => {
	const me = learner(context);
	const terminal = await openWhileItRuns(me);
	process.kill(terminal.pid, signal);
	expect(await terminal.exited).toEqual({exitCode, signal: undefined});
	expectRestored(terminal);
	expect(traces(me.home).processes).toEqual([]);
});

test("kill -9 leaves nothing that belongs to it, and the learner's cluster", async (context) => {
	const me = learner(context);
	expect(await me.doklab('up')).toMatchObject({exitCode: 0});
	const cluster = new Set(pidsOf(me.home));
	const terminal = await openWhileItRuns(me);
	process.kill(terminal.pid, 'SIGKILL');
	await terminal.exited;
	const left = () => pidsOf(me.home).filter((pid) => !cluster.has(pid));
	await until(
		'nothing but the cluster runs',
		5000,
		() => left().length === 0,
		() => traces(me.home).processes,
	);
	expect(await me.doklab('status')).toMatchObject({
		exitCode: 0,
		stdout: expect.stringContaining('postgres-cluster-worker3 Ready'),
	});
	expect([...cluster].every((pid) => pidsOf(me.home).includes(pid))).toBe(true);
});
