import {execFileSync} from 'node:child_process';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {FakeClock} from '../helpers/fake-clock.ts';
import {copyCourse, courseOfSteps} from '../lesson/course-copy.ts';
import {prepareWorkshop, type WorkshopSetting} from './open-workshop.ts';

const settings = {
	apiVersion: 'v1',
	kind: 'ConfigMap',
	metadata: {name: 'settings', namespace: 'small'},
	data: {color: 'blue'},
};
const applyStep = `  - id: one
    do:
      - apply: manifests/objects.yaml
`;
const blue = `      - id: blue
        title: {en: It is blue, ja: 青い}
        get: {kind: ConfigMap, name: settings}
        expect: {data: {color: blue}}
`;
const tag = `      - id: tag
        title: {en: It has a tag, ja: タグがある}
        get: {kind: ConfigMap, name: tag}
        whyNot:
          - when: size(objects) == 0
            say: {en: There is no tag., ja: タグがありません。}
`;

async function prepareSteps(steps: string, ids = ['one']): Promise<WorkshopSetting> {
	return prepareWorkshop(await courseOfSteps(steps, ids));
}

test('opening says what there is, where the learner is, and how each lesson stands', async () => {
	const {workshop, events} = await prepareWorkshop(await copyCourse(), {clock: new FakeClock()});
	await workshop.open();
	const told = events.filter(({type}) => !['clusterChanged', 'checkChanged', 'versionsFound'].includes(type));
	expect(told).toEqual([
		{
			type: 'sessionStarted',
			course: 'small',
			title: 'A small course',
			platform: 'playground',
			language: 'en',
			versions: {doklab: '0.1.0'},
			lessons: [
				{
					id: 'first',
					title: expect.any(String),
					steps: [
						{
							id: 'apply',
							title: expect.any(String),
							checks: [{id: 'exists', title: 'The ConfigMap is there'}],
						},
					],
				},
				{id: 'second', title: expect.any(String), steps: [expect.objectContaining({id: 'run'})]},
			],
			repeat: 1,
		},
		{type: 'focusChanged', lesson: 'first', step: 'apply'},
		{type: 'lessonChanged', lesson: 'first', status: 'open', durationMs: 0},
		{type: 'lessonChanged', lesson: 'second', status: 'later', durationMs: 0},
		{
			type: 'resumed',
			platform: 'playground',
			proved: [],
			lost: [],
			steps: [],
			lesson: 'first',
			step: 'apply',
		},
	]);
});

test("a step's actions are run, its checks turn green, and it is proved", async () => {
	const {workshop, events, event, of, progress} = await prepareWorkshop(await copyCourse());
	await workshop.open();
	await event('checkChanged', ({state}) => state.message === 'It is not there yet.');
	events.length = 0;
	await workshop.run();
	await event('stepProved');
	const told = events.filter(({type}) => !['clusterChanged', 'checkChanged', 'versionsFound'].includes(type));
	const at = {lesson: 'first', step: 'apply', run: 1};
	expect(told).toEqual([
		expect.objectContaining({type: 'actionStarted', index: 0, action: 'apply', ...at}),
		{type: 'actionOutput', index: 0, stream: 'stdout', text: 'namespace/small created\n', ...at},
		{type: 'actionOutput', index: 0, stream: 'stdout', text: 'configmap/settings created\n', ...at},
		expect.objectContaining({type: 'actionFinished', index: 0, ok: true}),
		expect.objectContaining({type: 'actionStarted', index: 1, action: 'write'}),
		expect.objectContaining({type: 'actionFinished', index: 1, ok: true}),
		{type: 'stepProved', lesson: 'first', step: 'apply', byHand: false, durationMs: expect.any(Number)},
		{type: 'lessonChanged', lesson: 'first', status: 'proved', durationMs: expect.any(Number)},
		{type: 'lessonChanged', lesson: 'second', status: 'next', durationMs: 0},
	]);
	expect(of('checkChanged').at(-1)).toEqual({
		type: 'checkChanged',
		check: 'exists',
		phase: 'after',
		state: {
			status: 'green',
			attempts: expect.any(Number),
			durationMs: expect.any(Number),
			expected: 'ConfigMap settings in small with {"data":{"color":"blue"}}',
			found: 'ConfigMap settings in small',
			mismatches: [],
			message: undefined,
			evidence: [],
		},
		...at,
	});
	workshop.next();
	expect(events.findLast(({type}) => type === 'focusChanged')).toMatchObject({lesson: 'second', step: 'run'});
	await workshop.close();
	expect(await progress()).toMatchObject({
		course: 'small',
		platform: 'playground',
		lessons: {first: {steps: ['apply'], proved: true, durationMs: expect.any(Number)}},
		last: {lesson: 'second', step: 'run'},
	});
});

test('a step that is done by hand is noticed', async () => {
	const {workshop, kube, event} = await prepareWorkshop(await copyCourse());
	await workshop.open();
	kube.set(settings);
	expect(await event('stepProved')).toMatchObject({lesson: 'first', step: 'apply', byHand: true});
});

test('a waiting check says why, in the language of the moment', async () => {
	const {workshop, of, event} = await prepareSteps(`${applyStep}    checks:\n${tag}`);
	await workshop.open();
	await event('checkChanged', ({state}) => state.message === 'There is no tag.');
	workshop.setLanguage('ja');
	const last = of('checkChanged').at(-1);
	expect(last).toMatchObject({phase: 'before', state: {status: 'waiting', message: 'タグがありません。'}});
});

test('a check is red when its time is over, and green all the same when it comes true later', async () => {
	const clock = new FakeClock();
	const root = await courseOfSteps(`${applyStep}    checks:\n${tag}`, ['one']);
	const {workshop, kube, event, of} = await prepareWorkshop(root, {clock});
	await workshop.open();
	clock.moveTo(60_000);
	expect(of('checkChanged').map(({state}) => state.status)).not.toContain('red');
	await workshop.run();
	clock.moveTo(89_000);
	expect(of('checkChanged').map(({state}) => state.status)).not.toContain('red');
	clock.moveTo(91_000);
	expect(await event('checkChanged', ({state}) => state.status === 'red')).toMatchObject({
		phase: 'after',
		state: {message: 'There is no tag.', durationMs: 30_000, found: 'no ConfigMap tag in small'},
	});
	kube.set({...settings, metadata: {name: 'tag', namespace: 'small'}});
	expect(await event('stepProved')).toMatchObject({byHand: false, durationMs: 91_000});
});

test('a check that is green no more goes back to waiting until all are', async () => {
	const {workshop, kube, of, event} = await prepareSteps(`${applyStep}    checks:\n${blue}${tag}`);
	await workshop.open();
	kube.set(settings);
	await event('checkChanged', ({state}) => state.status === 'green');
	kube.set({...settings, data: {color: 'red'}});
	kube.set({...settings, metadata: {name: 'tag', namespace: 'small'}});
	await event('checkChanged', ({check, state}) => check === 'tag' && state.status === 'green');
	expect(of('checkChanged').findLast(({check}) => check === 'blue')).toMatchObject({
		state: {
			status: 'waiting',
			mismatches: [{path: 'data.color', expected: 'blue', found: 'red'}],
		},
	});
	expect(of('stepProved')).toEqual([]);
	kube.set(settings);
	expect(await event('stepProved')).toMatchObject({byHand: true});
});

test('an action that fails says so, and the workshop goes on', async () => {
	const {workshop, of} = await prepareSteps('  - id: one\n    do:\n      - run: echo no >&2; exit 3\n');
	await workshop.open();
	await workshop.run();
	expect(of('actionFinished')).toMatchObject([
		{ok: false, message: 'The command ended with exit code 3:\nno'},
	]);
	expect(of('notice')).toEqual([
		{type: 'notice', level: 'warning', text: 'Heading: The command ended with exit code 3:\nno'},
	]);
	expect(of('stepProved')).toEqual([]);
	expect(workshop.isBusy()).toBe(false);
});

test('a cancel ends a command with all that it has started', async () => {
	const {workshop, workspace, of} = await prepareSteps(
		'  - id: one\n    do:\n      - run: (sleep 300 & echo $! > pid; wait)\n',
	);
	await workshop.open();
	const running = workshop.run();
	expect(workshop.isBusy()).toBe(true);
	const file = join(workspace, 'pid');
	const pid = await vi.waitUntil(async () => (await readFile(file, 'utf8').catch(() => '')).trim());
	workshop.cancel();
	await running;
	await vi.waitUntil(() => !isRunning(pid));
	expect(of('actionFinished')).toMatchObject([{ok: false, message: 'interrupted'}]);
	expect(of('notice')).toEqual([]);
});

test('a step that is only read is proved by going on', async () => {
	const {workshop, of, event} = await prepareSteps(
		`  - id: one\n  - id: two\n    checks:\n      - id: always\n        title: {en: a, ja: b}\n        green: true\n        run: 'true'\n  - id: three\n`,
		['one', 'two', 'three'],
	);
	await workshop.open();
	expect(of('stepProved')).toEqual([]);
	workshop.next();
	expect(of('stepProved')).toMatchObject([{step: 'one', byHand: false}]);
	// At once: its check has not been answered yet.
	workshop.next();
	await event('stepProved', ({step}) => step === 'two');
	workshop.next();
	await event('lessonChanged', ({status}) => status === 'proved');
});

test('a step of checks over time is proved after them, by hand too', async () => {
	const {workshop, kube, event, of} = await prepareSteps(
		`${applyStep}    checks:\n${blue}${tag.replace('whyNot', 'never: 1s\n        whyNot')}`,
	);
	await workshop.open();
	kube.set(settings);
	expect(await event('stepProved')).toMatchObject({byHand: true});
	const last = of('checkChanged').findLast(({check}) => check === 'tag');
	expect(last?.state.status).toBe('green');
	expect(last?.state.durationMs).toBeGreaterThanOrEqual(1000);
});

test('hints come tier by tier, and the last stays', async () => {
	const {workshop, of} = await prepareSteps(
		`${applyStep}    hints:\n      - {en: a, ja: b}\n      - {en: c, ja: d}\n`,
	);
	await workshop.open();
	workshop.hint();
	workshop.hint();
	workshop.hint();
	expect(of('hintShown').map(({tier}) => tier)).toEqual([1, 2, 2]);
});

test('looking again judges a proved step anew, and takes its proof back when it is red', async () => {
	const clock = new FakeClock();
	const {workshop, kube, event, of} = await prepareWorkshop(await copyCourse(), {clock});
	await workshop.open();
	await workshop.run();
	await event('stepProved');
	kube.remove('ConfigMap/small/settings');
	workshop.verifyAgain();
	expect(of('stepReopened')).toEqual([]);
	await vi.waitUntil(() => of('checkChanged').at(-1)?.state.message === 'It is not there yet.');
	clock.moveTo(2001);
	expect(of('stepReopened')).toEqual([{type: 'stepReopened', lesson: 'first', step: 'apply'}]);
	expect(of('lessonChanged').at(-1)).toMatchObject({lesson: 'second', status: 'later'});
});

test('a progress file that cannot be understood is kept aside', async () => {
	const {workshop, of, progressFile} = await prepareWorkshop(await copyCourse());
	await mkdir(dirname(progressFile));
	await writeFile(progressFile, '{"format": 1, "less');
	await workshop.open();
	expect(of('notice').map(({text}) => text)).toEqual([
		`The progress in ${progressFile} could not be read; it is kept as ${progressFile}.damaged, and this is a new beginning.`,
	]);
	expect(await readFile(`${progressFile}.damaged`, 'utf8')).toBe('{"format": 1, "less');
});

test('time counts for the lesson that is worked on', async () => {
	const clock = new FakeClock();
	const {workshop} = await prepareWorkshop(await copyCourse(), {clock});
	await workshop.open();
	clock.moveTo(5000);
	workshop.focus('second');
	clock.moveTo(7000);
	expect(await workshop.summary()).toEqual({
		durationMs: 7000,
		lessons: [
			{id: 'first', status: 'next', durationMs: 5000},
			{id: 'second', status: 'open', durationMs: 2000},
		],
		remaining: [{what: 'It runs.', command: 'doklab down --delete --platform playground'}],
	});
});

test('a check that was true before the actions is looked at anew after them', async () => {
	const {workshop, workspace, of, event} = await prepareSteps(
		`${applyStep}      - run: rm ready\n    checks:\n${blue}      - id: ready\n        title: {en: a, ja: b}\n        green: true\n        run: test -e ready\n`,
	);
	await writeFile(join(workspace, 'ready'), '');
	await workshop.open();
	await event('checkChanged', ({check, state}) => check === 'ready' && state.status === 'green');
	await workshop.run();
	await event('checkChanged', ({check, state}) => check === 'blue' && state.status === 'green');
	await event('checkChanged', ({state}) => state.found === 'exit code 1');
	expect(of('stepProved')).toEqual([]);
	await writeFile(join(workspace, 'ready'), '');
	await event('stepProved');
});

test('a workshop that was not opened leaves progress alone', async () => {
	const {workshop, event, again, progress} = await prepareWorkshop(await copyCourse());
	await workshop.open();
	await workshop.run();
	await event('stepProved');
	const other = await again();
	await expect(other.workshop.open('frist')).rejects.toThrow('There is no lesson "frist" here.');
	await other.workshop.close();
	expect(await progress()).toMatchObject({lessons: {first: {proved: true}}});
});

/** False also for what has ended and only waits to be reaped. */
function isRunning(pid: string): boolean {
	try {
		return !execFileSync('ps', ['-o', 'stat=', '-p', pid]).toString().trim().startsWith('Z');
	} catch {
		return false;
	}
}
