import {expect, test} from 'vitest';
import {course, everyCheck, readText, stepOf} from './course.ts';
import {manifestOf, manifests} from './manifests.ts';

test('the base course loads, with its eleven lessons in order', () => {
	expect(course.lessons.map((lesson) => lesson.id)).toEqual([
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
	]);
});

test('every manifest is applied by a lesson', () => {
	const applied = course.lessons.flatMap((lesson) =>
		lesson.steps.flatMap((step) =>
			step.do.flatMap((action) => (action.type === 'apply' ? [action.file] : [])),
		),
	);
	expect([...manifests.keys()].toSorted()).toEqual(applied.toSorted());
});

test('a check that must turn green stands in a step that does something', () => {
	expect(everyCheck().filter(({step, check}) => !check.green && step.do.length === 0)).toEqual([]);
});

test('a step that does something has a check that must be red before', () => {
	const idle = course.lessons.flatMap((lesson) =>
		lesson.steps
			.filter((step) => step.do.length > 0 && step.checks.every((check) => check.green))
			.map((step) => `${lesson.id}/${step.id}`),
	);
	expect(idle).toEqual([]);
});

test('no action needs kubectl', () => {
	const commands = course.lessons.flatMap((lesson) =>
		lesson.steps.flatMap((step) =>
			step.do.flatMap((action) => (action.type === 'run' ? [action.command] : [])),
		),
	);
	expect(commands).toEqual([
		'kind create cluster --config kind.yaml',
		'doklab up --platform playground',
		'kind delete cluster --name postgres-cluster',
		'doklab down --delete --platform playground',
	]);
});

test('every step has hints and a note for the presenter', () => {
	for (const lesson of course.lessons) {
		for (const step of lesson.steps) {
			expect(step.hints.length, `${lesson.id}/${step.id}`).toBeGreaterThan(0);
			expect(step.notes, `${lesson.id}/${step.id}`).toBeDefined();
		}
	}
});

test('what is shown for SQL and for a command in a Pod can be pasted: the short form, from the prose', () => {
	const shown = course.lessons.flatMap((lesson) =>
		lesson.steps.flatMap((step) =>
			step.do.flatMap((action) =>
				action.type === 'sql' || action.type === 'exec' ? [action.as ?? `${lesson.id}/${step.id}`] : [],
			),
		),
	);
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.filter((command) => !/^kubectl exec postgres-\d -- psql /.test(command))).toEqual([]);
});

test('the versions that a learner may type are those of .tool-versions', async () => {
	const lines = (await readText('.tool-versions'))
		.split('\n')
		.filter((line) => /^kind |^kubectl /.test(line));
	const command = `printf '${lines.join('\\n')}\\n' > .tool-versions`;
	const {do: actions, hints} = stepOf('tools', 'pin');
	expect(actions.map((action) => action.as)).toEqual([command]);
	expect(hints.at(-1)).toEqual({en: command, ja: command});
});

test('the title of a question does not give its answer away', () => {
	expect(stepOf('limits', 'quiz').checks.map(({title}) => title.en)).toEqual([
		'Question 1: the lost node',
		'Question 2: the archive',
		'Question 3: the commit',
		'Question 4: Ready',
		'Question 5: the local volume',
	]);
});

test('the password of the Secret is the one that clients use, and its base64 the one that the check wants', () => {
	const passwords = manifestOf('40-secret.yaml').stringData!;
	const clients = JSON.stringify(stepOf('replication', 'services').do);
	expect(clients).toContain(`postgres:${passwords['superuser']}@postgres-writer`);
	const encoded = Object.entries(passwords).map(([key, value]) => [
		key,
		Buffer.from(value).toString('base64'),
	]);
	expect(stepOf('configmaps', 'secret').checks[0]!.probe).toMatchObject({
		expect: {partial: {data: Object.fromEntries(encoded)}},
	});
});
