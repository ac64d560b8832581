import {beforeEach, expect, it} from 'vitest';
import {inNamespaces, whyNoPods} from '../../helpers/in-namespaces.ts';

beforeEach(async (context) => {
	const reason = await whyNoPods();
	context.skip(reason !== undefined, reason);
});

it('takes a Service’s connections to its ready endpoints in turn, and refuses them when there is none', async () => {
	const seen = await inNamespaces<{before: string; answers: string[]; around: string[]; after: string}>(
		new URL('../../fixtures/runtime/proxy.ts', import.meta.url),
	);
	expect(seen.before).toBe('ECONNREFUSED');
	// In turn: the two after the first two are the first two again.
	const [first, second, third, fourth] = seen.answers.map((answer) => answer.split(' ')[0]);
	expect(new Set([first, second])).toEqual(new Set(['172.18.0.2', '172.18.0.3']));
	expect([third, fourth]).toEqual([first, second]);
	expect(seen.answers.map((answer) => answer.split(' ').at(-1))).toEqual(['a', 'b', 'c', 'd']);
	expect(seen.around).toEqual(['172.18.0.3 heard e', '172.18.0.3 heard f']);
	expect(seen.after).toBe('ECONNREFUSED');
});
