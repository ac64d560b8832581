import {readdir} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {KubeError} from '../../src/kube/kube-error.ts';
import {copyCourse, courseOfSteps} from '../lesson/course-copy.ts';
import {openSession, outcomes, type Setting} from './run-session.ts';

const applyStep = `  - id: one
    do:
      - apply: manifests/objects.yaml
`;
const settings = `      - id: settings
        title: {en: a, ja: b}
        get: {kind: ConfigMap, name: settings}
`;

/** A session of one lesson with one step, `one`. */
async function openStep(step: string): Promise<Setting> {
	return openSession(await courseOfSteps(step, ['one']));
}

test('a course that does what it says is proved, and nothing is left', async () => {
	const {session, kube, events, workspace} = await openSession(await copyCourse());
	expect(await session.verify()).toMatchObject({outcome: 'passed', blame: undefined, interrupted: false});
	expect(outcomes(events)).toEqual([
		'first/apply: passed',
		'first: passed',
		'second/run: passed',
		'second: passed',
	]);
	expect(kube.asked).toEqual([
		'apply Namespace/small',
		'apply ConfigMap/small/settings',
		'delete ConfigMap/small/settings',
		'delete Namespace/small',
	]);
	expect(kube.objects.size).toBe(0);
	expect(await readdir(workspace)).toEqual([]);
	expect(events.map(({type}) => type).filter((type) => type !== 'checkChanged')).toEqual([
		...['sessionStarted', 'runStarted', 'lessonStarted', 'stepStarted'],
		...['actionStarted', 'actionOutput', 'actionOutput', 'actionFinished', 'actionStarted', 'actionFinished'],
		...['stepFinished', 'lessonFinished', 'lessonStarted', 'stepStarted', 'actionStarted', 'actionFinished'],
		...[
			'stepFinished',
			'lessonFinished',
			'teardownStarted',
			'teardownProgress',
			'teardownProgress',
			'teardownProgress',
		],
		...['teardownFinished', 'sessionFinished'],
	]);
	expect(events.at(0)).toMatchObject({
		versions: {doklab: '0.1.0', kubernetes: '1.36.2'},
		platform: 'playground',
	});
	expect(events.find(({type}) => type === 'actionStarted')).toMatchObject({
		action: 'apply',
		command: 'kubectl apply -f manifests/objects.yaml',
	});
});

test('checks are red before and green after, in this order', async () => {
	const {session, events} = await openSession(await copyCourse());
	await session.verify();
	const seen = events.flatMap((event) =>
		event.type === 'checkChanged' && event.check === 'exists'
			? [[event.phase, event.state.status, event.state.found, event.state.message]]
			: [],
	);
	expect(seen).toEqual([
		['before', 'red', 'no ConfigMap settings in small', undefined],
		['after', 'waiting', 'no answer yet', 'It is not there yet.'],
		['after', 'waiting', 'ConfigMap settings in small', undefined],
		['after', 'green', 'ConfigMap settings in small', undefined],
	]);
});

test('with repeat the course is walked several times', async () => {
	const {session, events} = await openSession(await copyCourse(), {repeat: 3});
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(events.filter(({type}) => type === 'teardownFinished')).toHaveLength(3);
});

test('a check that is green before the step has done anything fails the step, and no action runs', async () => {
	const {session, kube, events} = await openStep(`${applyStep}    checks:\n${settings}`);
	kube.set({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings', namespace: 'small'}});
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'lesson'});
	expect(outcomes(events)[0]).toBe(
		'first/one: failed (settings: green before the step has done anything, so it proves nothing)',
	);
	expect(kube.asked).toEqual([]);
});

test('a check that may be green before is no mistake', async () => {
	const {session, kube} = await openStep(`${applyStep}    checks:\n${settings}        green: true\n`);
	kube.set({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings', namespace: 'small'}});
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	// It was there before, so it is not the course's to delete.
	expect([...kube.objects.keys()]).toEqual(['ConfigMap/small/settings']);
});

test('a check that stays red fails its step with what was expected and found, and what comes later is not run', async () => {
	const root = await copyCourse({
		'lessons/10-first/lesson.yaml': (text) =>
			text.replace('color: blue', 'color: red').replace('within: 2s', 'within: 200ms'),
	});
	const {session, kube, events} = await openSession(root);
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'lesson'});
	expect(outcomes(events)).toEqual([
		'first/apply: failed (exists: expected ConfigMap settings in small with {"data":{"color":"red"}}, found data.color = blue)',
		expect.stringContaining('first: failed (first/apply: exists: '),
		'second: notRun (the lesson first failed)',
	]);
	expect(kube.objects.size).toBe(0);
	const last = events.findLast((event) => event.type === 'checkChanged');
	expect(last).toMatchObject({
		state: {status: 'red', mismatches: [{path: 'data.color', expected: 'red', found: 'blue'}]},
	});
});

test('a red check shows events, waiting containers and logs, and an image that cannot be pulled is blamed on the environment', async () => {
	const {session, kube, events} = await openStep(`${applyStep}    checks:
      - id: ready
        title: {en: a, ja: b}
        get: {kind: Pod, selector: app=db}
        expect: {all: {status: {phase: Running}}}
        within: 100ms
`);
	const waiting = {reason: 'ImagePullBackOff', message: 'Back-off pulling image "nothing"'};
	kube.set({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'db-0', namespace: 'small', labels: {app: 'db'}},
		status: {phase: 'Pending', containerStatuses: [{name: 'main', ready: false, state: {waiting}}]},
	});
	kube.set({
		apiVersion: 'v1',
		kind: 'Event',
		metadata: {name: 'e', namespace: 'small'},
		involvedObject: {name: 'db-0'},
		type: 'Warning',
		reason: 'Failed',
		message: 'Failed to pull image "nothing"',
		count: 3,
	});
	kube.log = ['last words'];
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'environment'});
	const last = events.findLast((event) => event.type === 'checkChanged');
	expect(last).toMatchObject({
		state: {
			found: 'db-0: status.phase = Pending',
			evidence: [
				{title: 'Events of Pod db-0', lines: ['Warning Failed (3 times): Failed to pull image "nothing"']},
				{
					title: 'Containers of Pod db-0',
					lines: ['main waits: ImagePullBackOff: Back-off pulling image "nothing"'],
				},
				{title: 'Log of main in Pod db-0', lines: ['last words']},
			],
		},
	});
});

test('failFast ends the wait at once with what it says', async () => {
	const {session, kube, events} = await openStep(`${applyStep}    checks:
${settings}        expect: {data: {color: red}}
        within: 1h
        failFast:
          - get: {kind: Pod}
            when: objects.exists(o, o.status.phase == "Failed")
            say: {en: A Pod has failed., ja: Pod が失敗しました。}
`);
	kube.set({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'p', namespace: 'small'},
		status: {phase: 'Failed'},
	});
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'lesson'});
	expect(events.findLast((event) => event.type === 'checkChanged')).toMatchObject({
		state: {status: 'red', message: 'A Pod has failed.'},
	});
});

test('an action that fails fails the step in the words of the server', async () => {
	const {session, kube, events} = await openStep(`${applyStep}    checks:\n${settings}`);
	kube.onWrite = (verb, key) => {
		if (verb === 'apply' && key.startsWith('ConfigMap')) {
			throw new KubeError('data is wrong', {code: 422, reason: 'Invalid', passing: false});
		}
	};
	expect(await session.verify()).toMatchObject({
		outcome: 'failed',
		blame: 'lesson',
		message: 'first/one: data is wrong',
	});
	expect(events.find(({type}) => type === 'actionFinished')).toMatchObject({
		ok: false,
		message: 'data is wrong',
	});
	expect(kube.objects.size).toBe(0);
});

test('an error that can pass is waited through', async () => {
	const {session, kube} = await openStep(`${applyStep}    checks:\n${settings}`);
	let left = 2;
	kube.onWrite = () => {
		if (left-- > 0) {
			throw new KubeError('slow down', {code: 429, reason: 'TooManyRequests', passing: true});
		}
	};
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
});

test('a cluster that cannot be reached is blamed on the environment', async () => {
	const root = await courseOfSteps(
		`${applyStep.replace('objects.yaml', 'objects.yaml\n        timeout: 500ms')}    checks:\n${settings}`,
		['one'],
	);
	const refused = new KubeError('cannot reach the cluster at https://127.0.0.1:1: connect ECONNREFUSED', {
		reason: 'ECONNREFUSED',
		passing: true,
		unreachable: true,
	});
	const {session, status} = await openSession(root, {connect: () => Promise.reject(refused)});
	status.state = 'absent';
	expect(await session.verify()).toMatchObject({
		outcome: 'failed',
		blame: 'environment',
		message:
			'first/one: It was not done within 0.5 s: cannot reach the cluster at https://127.0.0.1:1: connect ECONNREFUSED',
	});
});

test('a tool that is missing is named, and blamed on the environment', async () => {
	const {session, events} = await openStep('  - id: one\n    do:\n      - run: no-such-tool --now\n');
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'environment'});
	expect(events.find(({type}) => type === 'actionFinished')).toMatchObject({
		ok: false,
		message: 'The program no-such-tool is not installed, or not on the PATH.',
	});
});

test('a command that fails is shown with its last words', async () => {
	const {session} = await openStep('  - id: one\n    do:\n      - run: echo so not >&2; exit 4\n');
	expect(await session.verify()).toMatchObject({
		outcome: 'failed',
		blame: 'lesson',
		message: 'first/one: The command ended with exit code 4:\nso not',
	});
});

test('a bug of ours is blamed on doklab', async () => {
	const {session, kube} = await openStep(`${applyStep}    checks:\n${settings}`);
	kube.onWrite = (verb) => {
		if (verb === 'apply') {
			throw new TypeError('undefined is not a function');
		}
	};
	expect(await session.verify()).toMatchObject({outcome: 'failed', blame: 'doklab'});
});

test('lessons and steps for other platforms are skipped with the reason', async () => {
	const root = await copyCourse({
		'lessons/10-first/lesson.yaml': (text) =>
			text.replace('- id: apply\n', '- id: apply\n    on: [kind, context]\n'),
		'lessons/20-second/lesson.yaml': (text) => text.replace('minutes: 1', 'minutes: 1\non: [kind]'),
	});
	const {session, events} = await openSession(root);
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(outcomes(events)).toEqual([
		'first/apply: skipped (the step is for kind and context, not for playground)',
		'first: passed',
		'second: skipped (the lesson is for kind, not for playground)',
	]);
});

test('a named lesson brings those it needs', async () => {
	const {session} = await openSession(await copyCourse(), {selection: ['second']});
	expect(session.lessons.map(({lesson}) => lesson.id)).toEqual(['first', 'second']);
	const other = await openSession(await copyCourse(), {selection: ['first']});
	expect(other.session.lessons.map(({lesson}) => lesson.id)).toEqual(['first']);
	await expect(openSession(await copyCourse(), {selection: ['frist']})).rejects.toThrow(
		'There is no lesson "frist".',
	);
});

test('deleting waits until the object is gone, and what is not there is an error', async () => {
	const {session} = await openStep(`${applyStep}      - delete: {kind: ConfigMap, name: settings}
      - delete: {kind: ConfigMap, name: settings}
`);
	expect(await session.verify()).toMatchObject({
		outcome: 'failed',
		message: 'first/one: There is no ConfigMap settings to delete.',
	});
});

test('SQL is asked again until the server answers as it should', async () => {
	const {session, kube, events} = await openStep(`  - id: one
    checks:
      - id: standbys
        title: {en: a, ja: b}
        sql: {pod: db-0, query: select 2, value: 2}
`);
	const answers = ['0\n', '1\n', '2\n'];
	kube.onExec = () => ({exitCode: 0, stdout: answers.shift() ?? '2\n', stderr: ''});
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(events.findLast((event) => event.type === 'checkChanged')).toMatchObject({
		state: {status: 'green', attempts: 2, expected: 'db-0 answers with 2', found: '2'},
	});
});
