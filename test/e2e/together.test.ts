import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {describeForPeople} from '../helpers/people.ts';
import {run} from '../helpers/program.ts';

describeForPeople('two doklab at once', (who) => {
	test('both start the same cluster', async (context) => {
		const person = who(context);
		const [one, other] = await Promise.all([run(person, ['up']), run(person, ['up'])]);
		expect(one).toMatchObject({exitCode: 0});
		expect(other).toMatchObject({exitCode: 0, stdout: one.stdout});
	});

	test("prove the course side by side, and leave the learner's cluster alone", async (context) => {
		const person = who(context);
		const before = await run(person, ['status']);
		const [one, other] = await Promise.all([
			run(person, ['verify', 'namespace']),
			run(person, ['verify', 'namespace']),
		]);
		expect(one).toMatchObject({exitCode: 0, stderr: ''});
		expect(other).toMatchObject({exitCode: 0, stderr: ''});
		expect(await run(person, ['status'])).toEqual(before);
		expect(await readdir(join(person.env.DOKLAB_HOME ?? '', 'verify'))).toEqual([]);
	});

	test('down while another starts waits for it, and both succeed', async (context) => {
		const person = who(context);
		await run(person, ['down', '--delete']);
		const [up, down] = await Promise.all([run(person, ['up']), run(person, ['down', '--delete'])]);
		expect([up.exitCode, down.exitCode]).toEqual([0, 0]);
	});
});
