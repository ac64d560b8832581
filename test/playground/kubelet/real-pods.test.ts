import {beforeEach, describe, expect, it} from 'vitest';
import {inNamespaces, whyNoPods} from '../../helpers/in-namespaces.ts';

const scenario = new URL('real-pods.ts', import.meta.url);

describe('with real processes', () => {
	beforeEach(async (context) => {
		const reason = await whyNoPods();
		context.skip(reason !== undefined, reason);
	});

	it('a PostgreSQL Pod initialises, becomes ready, answers, and shuts down cleanly', async () => {
		expect(await inNamespaces(scenario, 'postgres')).toEqual({
			answer: '5MB\n',
			restarts: 0,
			exitCode: 0,
			phase: 'Succeeded',
			left: [],
			said: [],
		});
	}, 30_000);

	it('failures have their exit code, their log and their last words', async () => {
		expect(await inNamespaces(scenario, 'failures')).toEqual({
			crash: {exitCode: 1, log: 'boom\n'},
			nocommand: expect.stringMatching(/\/no\/such\/program/),
			leaves: 'why\n',
			said: [],
		});
	}, 30_000);
});
