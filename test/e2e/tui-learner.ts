import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, expect} from 'vitest';
import type {TestContext} from 'vitest';
import {whyNoPods} from '../helpers/in-namespaces.ts';
import {pidsOf, traces, until} from '../helpers/machine.ts';
import {currentPerson, run} from '../helpers/program.ts';
import type {Finished, Person} from '../helpers/program.ts';
import {openTerminal} from '../helpers/terminal.ts';
import type {Terminal} from '../helpers/terminal.ts';

/** Somebody at a terminal, with a cluster and progress of their own. */
export interface Learner {
	/** Holds the copy of the program, and the homes. */
	person: Person;
	home: string;
	/** What `doklab` on a command line needs to find this learner's cluster. */
	env: NodeJS.ProcessEnv;
	open(size: {columns: number; rows: number; env?: NodeJS.ProcessEnv}, ...argv: string[]): Terminal;
	doklab(...argv: string[]): Promise<Finished>;
}

/**
 * Registers what makes a learner for each test of this file, and what ends all they started afterwards, also when the
 * test failed. They run a copy of the program, so that a new build in between changes nothing.
 */
export function useLearner(): (context: Pick<TestContext, 'skip'>) => Learner {
	let person: Person | string;
	let learners: Array<{learner: Learner; terminals: Terminal[]}> = [];

	beforeAll(async () => {
		person = (await whyNoPods()) ?? (await currentPerson());
	});

	afterEach(async () => {
		const mine = learners;
		learners = [];
		for (const {learner, terminals} of mine) {
			for (const terminal of terminals) {
				await terminal.close();
			}

			await learner.doklab('down', '--delete');
			// What held the namespaces of a Pod ends by itself a moment after the cluster.
			await until('all of it has ended', 2000, () => traces(learner.home).processes.length === 0).catch(
				() => 0,
			);
			const {processes, mounts} = traces(learner.home);
			pidsOf(learner.home).forEach((pid) => killIfThere(pid));
			await rm(learner.home, {recursive: true, force: true});
			expect([...processes, ...mounts]).toEqual([]);
		}
	});

	afterAll(async () => {
		if (typeof person === 'object') {
			await person.remove();
		}
	});

	return ({skip}) => {
		const found = typeof person === 'object' ? person : skip(person);
		const terminals: Terminal[] = [];
		const learner = createLearner(found, terminals);
		learners.push({learner, terminals});
		return learner;
	};
}

function createLearner(person: Person, terminals: Terminal[]): Learner {
	const {directory} = person;
	const home = mkdtempSync(join(directory, 'h-'));
	const env = {...person.env, HOME: home, DOKLAB_HOME: join(home, 'state'), TMPDIR: home};
	return {
		person,
		home,
		env,
		open({columns, rows, env: more}, ...argv) {
			const command = [join(directory, 'node'), join(directory, 'dist', 'bin.js')];
			const terminal = openTerminal({columns, rows, home, cwd: home, command, args: argv, env: more});
			terminals.push(terminal);
			return terminal;
		},
		doklab: (...argv) => run(person, argv, {HOME: home, DOKLAB_HOME: join(home, 'state'), TMPDIR: home}),
	};
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
