import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Outcome} from '../../src/engine/events.ts';
import {traces} from '../helpers/machine.ts';
import {describeForPeople} from '../helpers/people.ts';
import {run} from '../helpers/program.ts';

interface Report {
	format: number;
	course: string;
	platform: string;
	outcome: Outcome;
	message?: string;
	lessons: Array<{
		id: string;
		outcome: Outcome;
		steps: Array<{
			id: string;
			outcome: Outcome;
			reason?: string;
			checks: Array<{id: string; outcome: Outcome; found: string | null; message: string | null}>;
		}>;
	}>;
}

const lessons = [
	'tools',
	'cluster',
	'namespace',
	'configmaps',
	'service',
	'storage',
	'statefulset',
	'replication',
	'resilience',
	'limits',
	'cleanup',
];

describeForPeople('the base course', (who) => {
	test('is proved from its first lesson to its last, and nothing of it is left', async (context) => {
		const person = who(context);
		const before = traces(person.directory);

		const {exitCode, stdout, stderr} = await run(person, [
			'verify',
			'--platform',
			'playground',
			'--reporter',
			'json',
		]);
		const report = JSON.parse(stdout) as Report;
		expect({failures: failures(report), message: report.message, stderr}).toEqual({
			failures: [],
			message: undefined,
			stderr: '',
		});
		expect(exitCode).toBe(0);
		expect(report).toMatchObject({format: 1, course: 'postgres', platform: 'playground', outcome: 'passed'});
		expect(report.lessons.map(({id, outcome}) => ({id, outcome}))).toEqual(
			lessons.map((id) => ({id, outcome: 'passed'})),
		);

		expect(traces(person.directory)).toEqual(before);
		expect(await readdir(join(person.env.DOKLAB_HOME ?? '', 'verify'))).toEqual([]);
	});
});

function failures(report: Report) {
	return report.lessons.flatMap((lesson) =>
		lesson.steps
			.filter(({outcome}) => outcome === 'failed')
			.map(({id, reason, checks}) => ({
				step: `${lesson.id}/${id}`,
				reason,
				red: checks.filter(({outcome}) => outcome === 'failed'),
			})),
	);
}
