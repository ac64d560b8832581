import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {loadCourse} from '../../src/lesson/load.ts';
import {InvalidCourse} from '../../src/lesson/problem.ts';
import {copyCourse, courseOfSteps} from './course-copy.ts';

const first = 'lessons/10-first/lesson.yaml';

/** What the loader reports, a problem a line, without the first line and the root. */
async function problemsOf(root: string): Promise<string[]> {
	const error: unknown = await loadCourse(root).catch((cause: unknown) => cause);
	if (!(error instanceof InvalidCourse && error.exitCode === 2)) {
		throw new Error('this course has no mistake', {cause: error});
	}

	return error.message.split('\n').slice(1);
}

/** Exact text, or a pattern where another library's words are in it. */
function expectText(found: string | undefined, wanted: string | RegExp): void {
	expect(typeof wanted === 'string' ? found === wanted || found : wanted.test(found ?? '') || found).toBe(
		true,
	);
}

/** What is reported about the small course with one text replaced. */
async function problemsWith(file: string, from: string, to: string): Promise<string[]> {
	const root = await copyCourse({
		[file]: (text) => {
			expect(text).toContain(from);
			return text.replace(from, to);
		},
	});
	return problemsOf(root);
}

/** What is reported about a check in a course of one step; the probe stands in line 9. */
async function problemsOfCheck(...lines: string[]): Promise<string[]> {
	const check = lines.map((line) => `        ${line}\n`).join('');
	const steps = `  - id: one\n    checks:\n      - id: check\n        title: {en: It is so, ja: そうである}\n${check}`;
	return problemsOf(await courseOfSteps(steps, ['one']));
}

test('a course without mistakes is loaded with its defaults', async () => {
	const root = await copyCourse();
	const course = await loadCourse(root);
	expect(course).toMatchObject({
		id: 'small',
		namespace: 'small',
		root,
		title: {en: 'A small course', ja: '小さなコース'},
	});
	expect(course.lessons.map(({id, title, needs}) => [id, title.ja, needs])).toEqual([
		['first', '最初', []],
		['second', '二番目', ['first']],
	]);
	const step = course.lessons[0]!.steps[0]!;
	expect(step.heading).toEqual({en: 'Apply it', ja: '適用する'});
	expect(step.body).toEqual({en: 'Words.', ja: '言葉。'});
	expect(step.do[0]).toEqual({
		type: 'apply',
		file: 'manifests/objects.yaml',
		as: undefined,
		timeout: 120_000,
		location: {file: join(root, first), line: 6, column: 9},
	});
	expect(step.checks[0]).toMatchObject({
		probe: {
			type: 'get',
			query: {kind: 'ConfigMap', name: 'settings', namespace: 'small'},
			expect: {type: 'object', partial: {data: {color: 'blue'}}},
		},
		timing: {type: 'within', within: 2000, stableFor: 0},
		green: false,
		location: {line: 9, column: 9},
	});
});

test('a kind without namespaces gets no namespace', async () => {
	const root = await courseOfSteps(
		'  - id: one\n    checks:\n      - id: nodes\n        title: {en: a, ja: b}\n        get: {kind: Node}\n',
		['one'],
	);
	const course = await loadCourse(root);
	expect(course.lessons[0]!.steps[0]!.checks[0]!.probe).toMatchObject({
		query: {kind: 'Node', namespace: undefined},
		expect: {type: 'objects', any: {}},
	});
});

test("the course's database is logged in to as postgres where nothing else is said", async () => {
	const root = await copyCourse({
		'lessons/course.yaml': (text) => `${text}database: {selector: app=db, user: admin}\n`,
	});
	const {database} = await loadCourse(root);
	expect(database).toEqual({selector: 'app=db', user: 'admin', database: 'postgres'});
	expect((await loadCourse(await copyCourse())).database).toBeUndefined();
});

test('a directory without a course is wrong usage', async () => {
	await expect(loadCourse('/nonexistent')).rejects.toThrow(/^There is no course in \/nonexistent: ENOENT/);
});

test('every mistake is reported at once, in the order of files and lines', async () => {
	const root = await copyCourse({
		[first]: (text) => text.replace('minutes: 2', 'minutes: two').replace('within: 2s', 'within: soon'),
		'lessons/course.yaml': (text) => text.replace('id: small', 'id: Small'),
	});
	expect(await problemsOf(root)).toEqual([
		'lessons/10-first/lesson.yaml:2:10: minutes must be a whole number of 1 or more, not "two". Write a whole number of 1 or more.',
		'lessons/10-first/lesson.yaml:13:17: "soon" is no duration. Write it as 500ms, 3s, 5m or 1m30s.',
		'lessons/course.yaml:2:5: "Small" is no id. Use a-z, 0-9 and single dashes between them.',
	]);
});

test.each([
	[
		'a file that is not YAML',
		'minutes: 2',
		'minutes: [2',
		/^lessons\/10-first\/lesson\.yaml:3:1: This is not YAML: .+\. Mend the syntax here\.$/,
	],
	[
		'a duplicate key',
		'minutes: 2',
		'minutes: 2\nminutes: 3',
		'lessons/10-first/lesson.yaml:3:1: The key "minutes" stands twice in one object. Keep one of the two.',
	],
	[
		'an unknown field',
		'hints:',
		'hint:',
		'lessons/10-first/lesson.yaml:17:5: steps[0] has an unknown field "hint". Did you mean hints?',
	],
	[
		'a missing field',
		'minutes: 2\n',
		'',
		'lessons/10-first/lesson.yaml:1:1: The file has no minutes. Add minutes: How long a learner takes.',
	],
	[
		'an unknown action',
		'- apply:',
		'- aply:',
		'lessons/10-first/lesson.yaml:6:9: There is no action "aply". Did you mean apply?',
	],
	[
		'two actions in one item',
		'- apply: manifests/objects.yaml\n      - write:',
		'- apply: manifests/objects.yaml\n        write:',
		'lessons/10-first/lesson.yaml:7:9: steps[0].do[0] has 2 actions: apply, write. Keep one, and give the others an item of their own.',
	],
	[
		'a kind that does not exist',
		'kind: ConfigMap',
		'kind: Configmaps',
		'lessons/10-first/lesson.yaml:11:21: There is no kind "Configmaps". Did you mean ConfigMap?',
	],
	[
		'a bad CEL expression',
		'when: size(objects) == 0',
		'when: size(objects ==',
		/^lessons\/10-first\/lesson\.yaml:15:19: This is not CEL: .+\. Mend the expression; it has object and objects\.$/,
	],
	[
		'a CEL expression with an unknown variable',
		'when: size(objects) == 0',
		'when: size(object) == nothing',
		'lessons/10-first/lesson.yaml:15:19: This is not CEL: there is no variable "nothing". Mend the expression; it has object and objects.',
	],
	[
		'a CEL expression with an unknown function',
		'when: size(objects) == 0',
		'when: count(objects) == 0',
		'lessons/10-first/lesson.yaml:15:19: This is not CEL: there is no function "count". Mend the expression; it has object and objects.',
	],
	[
		'a manifest that does not exist',
		'apply: manifests/objects.yaml',
		'apply: manifests/other.yaml',
		"lessons/10-first/lesson.yaml:6:16: The file manifests/other.yaml does not exist. Write it, or name another one (from the course's root).",
	],
	[
		'a path out of the workspace',
		'file: notes/one.txt',
		'file: ../one.txt',
		'lessons/10-first/lesson.yaml:7:23: "../one.txt" leads out of its directory. Write a path below it, without "..".',
	],
	[
		'a language that is missing',
		'{en: Apply it., ja: 適用します。}',
		'{en: Apply it.}',
		'lessons/10-first/lesson.yaml:18:9: steps[0].hints[0] has no ja. Add ja: In the language ja.',
	],
	[
		'a platform that does not exist',
		'minutes: 2',
		'minutes: 2\non: [kined]',
		'lessons/10-first/lesson.yaml:3:6: on[0] cannot be "kined". Did you mean kind?',
	],
])('%s is named with file, line, column and cure', async (_, from, to, problem) => {
	const [only, ...others] = await problemsWith(first, from, to);
	expect(others).toEqual([]);
	expectText(only, problem);
});

test.each([
	[
		'no probe',
		['within: 3s'],
		'lessons/10-first/lesson.yaml:6:9: steps[0].checks[0] has no check. Add one of get, absent, sql, exec, run, tool, context.',
	],
	[
		'an unknown probe',
		['sqll: {pod: a}'],
		'lessons/10-first/lesson.yaml:8:9: There is no check "sqll". Did you mean sql?',
	],
	[
		'a bad regular expression',
		["run: {command: x, stdout: {matches: '('}}"],
		/^lessons\/10-first\/lesson\.yaml:8:45: This is no regular expression: Invalid regular expression: .+\. Mend the expression\.$/,
	],
	[
		'a bad semver range',
		['tool: {name: kind, range: new}'],
		`lessons/10-first/lesson.yaml:8:35: "new" is no semver range. Write it as '>=1.30', ^15 or 1.36.x.`,
	],
	[
		'two timings',
		['run: x', 'within: 3s', 'never: 3s'],
		'lessons/10-first/lesson.yaml:10:9: steps[0].checks[0] has both within and never. Keep one of them.',
	],
	[
		'an expectation without get',
		['run: x', 'expect: {count: 1}'],
		'lessons/10-first/lesson.yaml:9:9: expect belongs to get. Leave it out, or check with get.',
	],
	[
		'an unknown expectation of several objects',
		['get: {kind: Pod}', 'expect: {cont: 1}'],
		'lessons/10-first/lesson.yaml:9:18: steps[0].checks[0].expect has an unknown field "cont". Did you mean count?',
	],
	[
		'SQL without an expectation',
		['sql: {pod: a, query: select 1}'],
		'lessons/10-first/lesson.yaml:8:14: steps[0].checks[0].sql has no expectation. Add one of value, rows, error.',
	],
	[
		'a reason with nothing to look at',
		['run: x', 'whyNot:', '  - {when: size(objects) == 0, say: {en: a, ja: b}}'],
		'lessons/10-first/lesson.yaml:9:9: A reason in whyNot has no objects to look at: the check is neither get nor absent. Give the reason a get of its own.',
	],
])('a check with %s is named', async (_, lines, problem) => {
	const [only, ...others] = await problemsOfCheck(...lines);
	expect(others).toEqual([]);
	expectText(only, problem);
});

test('two checks with one id are named', async () => {
	const check = '      - {id: same, title: {en: a, ja: b}, run: x}\n';
	expect(
		await problemsOf(await courseOfSteps(`  - id: one\n    checks:\n${check}${check}`, ['one'])),
	).toEqual([
		'lessons/10-first/lesson.yaml:7:14: The step has two checks with the id "same". Give one of them another id.',
	]);
});

test('needs that name an unknown lesson, a later one or go in a circle are named', async () => {
	expect(await problemsWith('lessons/20-second/lesson.yaml', 'needs: [first]', 'needs: [fist]')).toEqual([
		'lessons/20-second/lesson.yaml:3:9: The lesson needs "fist", which is no lesson. Did you mean first?',
	]);
	expect(await problemsWith(first, 'minutes: 2', 'minutes: 2\nneeds: [second]')).toEqual([
		'lessons/10-first/lesson.yaml:3:9: The needs go in a circle: first -> second -> first. Take it out, or change the order in course.yaml.',
	]);
	const root = await copyCourse({
		[first]: (text) => text.replace('minutes: 2', 'minutes: 2\nneeds: [second]'),
		'lessons/20-second/lesson.yaml': (text) => text.replace('needs: [first]\n', ''),
	});
	expect(await problemsOf(root)).toEqual([
		'lessons/10-first/lesson.yaml:3:9: The lesson needs "second", which comes later. Take it out, or change the order in course.yaml.',
	]);
});

test('a lesson without a directory, and a directory without a lesson, are named', async () => {
	expect(await problemsWith('lessons/course.yaml', '[first, second]', '[first, secnd]')).toEqual([
		'lessons/20-second/lesson.yaml:1:1: The lesson "second" is not in course.yaml. Add it to lessons, or take its directory away.',
		'lessons/course.yaml:5:18: The lesson "secnd" has no directory lessons/NN-secnd. Did you mean second?',
	]);
});

test('a step without prose and prose without a step are named', async () => {
	const problems = await problemsWith('lessons/10-first/en.md', '[apply]', '[aply]');
	expect(problems).toEqual([
		'lessons/10-first/en.md:5:1: There is prose for a step "aply" that does not exist. Did you mean apply?',
		'lessons/10-first/lesson.yaml:4:9: The step "apply" has no prose in en. Add a section "## [apply] Heading" to en.md.',
	]);
});

test('a missing file of prose is named', async () => {
	const root = await copyCourse();
	await rm(join(root, 'lessons/10-first/ja.md'));
	expect(await problemsOf(root)).toEqual(['lessons/10-first/ja.md:1:1: The file does not exist. Write it.']);
});

test('a translation that is older than its original is named with the right hash and the command', async () => {
	expect(await problemsWith('lessons/10-first/en.md', 'Words.', 'Other words.')).toEqual([
		'lessons/10-first/ja.md:6:1: The section "apply" is older than its original: it translates b8fb66ce, the original is 7522e2d7. ' +
			'Bring the text up to date, then write <!-- of: 7522e2d7 --> under its heading: ' +
			'npm run stamp -- lessons/10-first/ja.md',
	]);
});

test('a heading in a code block of the prose is no section', async () => {
	const root = await copyCourse({
		'lessons/20-second/en.md': (text) => `${text}\n\`\`\`\n## [other] A comment\n\`\`\`\n`,
	});
	expect(await problemsOf(root)).toEqual([
		expect.stringContaining('The section "run" is older than its original'),
	]);
});

test.each([
	[
		'a duplicate key',
		'data:\n  color: blue',
		'data:\n  color: blue\ndata: {}',
		'manifests/objects.yaml:13:1: The key "data" stands twice in one object. Keep one of the two.',
	],
	[
		'no kind',
		'kind: ConfigMap\n',
		'',
		'manifests/objects.yaml:6:1: The object has no kind. Add kind, as text.',
	],
	[
		'no name',
		'  name: settings\n',
		'',
		'manifests/objects.yaml:6:1: The object has no metadata.name. Add metadata.name, as text.',
	],
])('a manifest with %s is named', async (_, from, to, problem) => {
	expect(await problemsWith('manifests/objects.yaml', from, to)).toEqual([problem]);
});

test('a manifest that is not YAML is named', async () => {
	const root = await copyCourse();
	await writeFile(join(root, 'manifests/objects.yaml'), 'kind: [');
	expect(await problemsOf(root)).toEqual([
		expect.stringMatching(/^manifests\/objects\.yaml:1:8: This is not YAML: .+ Mend the syntax here\.$/),
	]);
});
