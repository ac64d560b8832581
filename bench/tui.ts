import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {join} from 'node:path';
import {openTerminal} from '../test/helpers/terminal.ts';
import type {Terminal} from '../test/helpers/terminal.ts';
import {memoryOfTree} from './memory.ts';
import {p95} from './table.ts';
import type {Row} from './table.ts';
import {openPatches} from './tui-api.ts';
import {writeCourse} from './tui-course.ts';
import {inWorkplace} from './workplace.ts';
import type {Workplace} from './workplace.ts';

const changes = 60;
const keys = 150;
const idleSeconds = 20;
// USER_HZ, the unit of times in /proc/PID/stat: 100 on every Linux (proc(5)).
const ticksPerSecond = 100;

const manifests = new URL('../manifests/', import.meta.url).pathname;
const before = ['30-namespace', '40-environment', '40-files', '40-secret', '50-headless', '70-scripts'];

/** The screen at work and at rest, with lessons, lesson, cluster and output side by side (160x45). */
export async function tui(): Promise<Row[]> {
	return inWorkplace(async (place) => {
		await place.doklab('up');
		for (const name of before) {
			await place.kubectl('apply', '-f', join(manifests, `${name}.yaml`));
		}

		const course = await writeCourse(join(place.home, 'course'));
		const terminal = openTerminal({
			columns: 160,
			rows: 45,
			home: place.home,
			env: {DOKLAB_HOME: place.home},
			args: ['start', '--lang', 'en', '--course', course],
		});
		try {
			await terminal.waitFor(/worker3 +Ready/, {timeout: 30_000});
			const changed = await changesOnScreen(terminal, place);
			const pressed = await keysOnScreen(terminal, place);
			await terminal.still(3000, {timeout: 60_000});
			return [...rowsOf(changed, pressed), ...(await atRest(terminal))];
		} finally {
			await terminal.close();
		}
	});
}

function rowsOf(changed: number[], pressed: number[]): Row[] {
	return [
		{
			what: 'screen: a change in the cluster is on it',
			unit: 'ms',
			value: p95(changed),
			limit: 100,
			note: `p95 of ${changed.length}, from the request on`,
		},
		{
			what: 'screen: a key while three Pods start and output streams',
			unit: 'ms',
			value: p95(pressed),
			limit: 30,
			note: `p95 of ${pressed.length}, scrolling the lesson`,
		},
	];
}

/** Milliseconds from a node's being cordoned (or not any more) through the API until the screen says so. */
async function changesOnScreen(terminal: Terminal, {kubeconfig}: Workplace): Promise<number[]> {
	const api = await openPatches(kubeconfig);
	const taken: number[] = [];
	try {
		for (let index = -2; index < changes; index++) {
			const unschedulable = index % 2 === 0;
			// Not in step with anything that the program does at fixed times.
			await sleep(100 + Math.random() * 150);
			const start = performance.now();
			const seen = terminal.waitFor(unschedulable ? /worker3 +cordoned/ : /worker3 +Ready/);
			const shown = seen.then(() => performance.now());
			await Promise.all([
				shown,
				api.patch('/api/v1/nodes/postgres-cluster-worker3', {spec: {unschedulable}}),
			]);
			if (index >= 0) {
				taken.push((await shown) - start);
			}
		}
	} finally {
		api.close();
	}

	return taken;
}

/** Milliseconds from a key to the lesson's having moved by a line, while the cluster and the output change. */
async function keysOnScreen(terminal: Terminal, {kubectl}: Workplace): Promise<number[]> {
	terminal.type('Enter');
	await terminal.waitFor(/streamed \d+/);
	await kubectl('apply', '-f', join(manifests, '70-statefulset.yaml'));
	// Past the title, so that each key moves the numbered lines.
	terminal.type(...Array.from({length: 5}, () => 'Down'));
	await terminal.waitFor((rows) => Number(firstLine(rows)) > 0);
	await sleep(300);
	const taken: number[] = [];
	for (let index = 0; taken.length < keys; index++) {
		const key = index % 20 < 10 ? 'Down' : 'Up';
		const top = firstLine(terminal.screen());
		const start = performance.now();
		terminal.type(key);
		await terminal.waitFor((rows) => firstLine(rows) !== top);
		taken.push(performance.now() - start);
		await sleep(40 + Math.random() * 40);
	}

	const output = terminal.screen().join('\n');
	if (!/streamed \d+/.test(output)) {
		throw new Error(`The output ended before the last key was pressed:\n${output}`);
	}

	await terminal.waitFor((rows) => rows.join('\n').match(/[●*] standby/g)?.length === 2, {timeout: 120_000});
	terminal.type('Ctrl+C');
	return taken;
}

/** The number of the first of the lesson's numbered lines in sight. */
function firstLine(rows: string[]): string | undefined {
	return /Line (\d{3})/.exec(rows.join('\n'))?.[1];
}

async function atRest(terminal: Terminal): Promise<Row[]> {
	const start = cpuSeconds(terminal.pid);
	await sleep(idleSeconds * 1000);
	const used = cpuSeconds(terminal.pid) - start;
	return [
		{
			what: 'screen: at rest, three members in sight',
			unit: '%',
			value: (used / idleSeconds) * 100,
			limit: 1,
			note: `of a core, over ${idleSeconds} s`,
		},
		{
			what: 'screen: memory, after a lot of output',
			unit: 'MB',
			value: memoryOfTree(terminal.pid),
			limit: 200,
			note: 'once, PSS',
		},
	];
}

/** Seconds of processor time that `pid` itself has used (proc(5): utime and stime). */
function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
