import {afterAll, beforeAll, describe} from 'vitest';
import type {TestContext} from 'vitest';
import {whyNoPods} from './in-namespaces.ts';
import {currentPerson, ordinaryPerson, run} from './program.ts';
import type {Person} from './program.ts';
import {traces} from './machine.ts';

/** Gives the person of this suite, or skips the test with the reason why there is none. */
export type WhoRuns = (context: Pick<TestContext, 'skip'>) => Person;

/**
 * Describes the same behaviour for who runs the tests (root in CI) and for an ordinary user. Their clusters and
 * copies are removed afterwards, and it is an error when a process or a mount of theirs is left.
 */
export function describeForPeople(title: string, body: (who: WhoRuns) => void): void {
	describe.each([
		{as: 'the user who runs the tests', create: currentPerson},
		{as: 'an ordinary user', create: ordinaryPerson},
	])(`${title}, as $as`, ({create}) => {
		let person: Person | string;

		beforeAll(async () => {
			person = (await whyNoPods()) ?? (await create());
		});

		afterAll(async () => {
			if (typeof person === 'object') {
				await run(person, ['down', '--delete']);
				const {processes, mounts} = traces(person.directory);
				await person.remove();
				if (processes.length + mounts.length > 0) {
					throw new Error(`Left behind: ${[...processes, ...mounts].join('\n')}`);
				}
			}
		});

		body(({skip}) => (typeof person === 'object' ? person : skip(person)));
	});
}
