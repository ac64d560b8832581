import {access, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {copyCourse, courseOfSteps} from '../lesson/course-copy.ts';
import {prepareWorkshop, type WorkshopSetting} from './open-workshop.ts';

/** The small course, both of its lessons proved. */
async function proveAll(): Promise<WorkshopSetting> {
	const setting = await prepareWorkshop(await copyCourse());
	const {workshop, event} = setting;
	await workshop.open();
	await workshop.run();
	await event('stepProved', ({lesson}) => lesson === 'first');
	workshop.next();
	await workshop.run();
	await event('stepProved', ({lesson}) => lesson === 'second');
	return setting;
}

test('what was proved and still holds counts after a restart', async () => {
	const {again} = await proveAll();
	const {workshop, of, events} = await again();
	await workshop.open();
	expect(of('resumed')).toEqual([
		{
			type: 'resumed',
			platform: 'playground',
			proved: ['first', 'second'],
			lost: [],
			steps: [
				{lesson: 'first', step: 'apply'},
				{lesson: 'second', step: 'run'},
			],
			lesson: 'second',
			step: 'run',
		},
	]);
	expect(of('lessonChanged').map(({lesson, status}) => `${lesson} ${status}`)).toEqual([
		'first proved',
		'second proved',
	]);
	expect(events.some(({type}) => type === 'stepProved')).toBe(false);
});

test('what is gone is lost, and a rebuild does it again', async () => {
	const {again, kube, workspace} = await proveAll();
	const {workshop, of, progress} = await again();
	kube.objects.clear();
	await writeFile(join(workspace, 'out.txt'), 'other');
	await workshop.open();
	expect(of('resumed')).toMatchObject([{proved: [], lost: ['first', 'second']}]);
	await workshop.rebuild();
	expect(of('workStarted')).toEqual([{type: 'workStarted', work: 'rebuild', lessons: ['first', 'second']}]);
	expect(of('workEnded')).toEqual([{type: 'workEnded', work: 'rebuild', ok: true, message: undefined}]);
	expect(of('stepProved').map(({lesson, step}) => `${lesson}/${step}`)).toEqual([
		'first/apply',
		'second/run',
	]);
	expect(of('lessonChanged').map(({lesson, status}) => `${lesson} ${status}`)).toEqual([
		'first proved',
		'second proved',
		'first next',
		'second open',
		'first proved',
		'second proved',
	]);
	expect(kube.objects.has('ConfigMap/small/settings')).toBe(true);
	await workshop.close();
	expect(await progress()).toMatchObject({lessons: {first: {proved: true}, second: {proved: true}}});
});

test('what is lost stays lost until it is done again, also after a restart', async () => {
	const {again, kube, workspace} = await proveAll();
	kube.objects.clear();
	await writeFile(join(workspace, 'out.txt'), 'other');
	const second = await again();
	await second.workshop.open();
	const third = await second.again();
	await third.workshop.open();
	expect(third.of('resumed')).toMatchObject([{proved: [], lost: ['first', 'second']}]);
});

test('a cluster that is only stopped is started, and nothing is done twice', async () => {
	const {again, kube} = await proveAll();
	const setting = await again();
	const {workshop, of, status} = setting;
	const object = kube.objects.get('ConfigMap/small/settings')!;
	kube.objects.delete('ConfigMap/small/settings');
	status.state = 'stopped';
	await workshop.open();
	const rebuilding = workshop.rebuild();
	await vi.waitUntil(() => status.state === 'running');
	kube.set(object);
	await rebuilding;
	expect(setting.ups).toBe(1);
	expect(of('workEnded')).toMatchObject([{ok: true}]);
	expect(of('actionStarted')).toEqual([]);
});

test('a lesson is jumped to by replaying what it needs', async () => {
	const {workshop, of, kube} = await prepareWorkshop(await copyCourse());
	await workshop.open('second');
	expect(of('focusChanged')).toEqual([{type: 'focusChanged', lesson: 'second', step: 'run'}]);
	expect(await workshop.missingFor('second')).toEqual(['first']);
	await workshop.replay(['first']);
	expect(of('actionFinished').map(({ok}) => ok)).toEqual([true, true]);
	expect(of('checkChanged').findLast(({check}) => check === 'exists')).toMatchObject({
		phase: 'after',
		lesson: 'first',
		state: {status: 'green'},
	});
	expect(of('stepProved')).toMatchObject([{lesson: 'first', step: 'apply', byHand: false}]);
	expect(await workshop.missingFor('second')).toEqual([]);
	kube.remove('ConfigMap/small/settings');
	expect(await workshop.missingFor('second')).toEqual(['first']);
});

test('a replay stops at the first check that stays red', async () => {
	const {workshop, of, kube} = await prepareWorkshop(await copyCourse());
	await workshop.open();
	kube.onWrite = (verb, key) => {
		if (key === 'ConfigMap/small/settings') {
			setImmediate(() => kube.remove(key));
		}
	};
	await workshop.replay(['first', 'second']);
	expect(of('workEnded')).toEqual([
		{
			type: 'workEnded',
			work: 'replay',
			ok: false,
			message: expect.stringContaining('The ConfigMap is there: It is not there yet.'),
		},
	]);
	expect(of('actionStarted').map(({lesson}) => lesson)).toEqual(['first', 'first']);
	expect(workshop.isBusy()).toBe(false);
});

test('a replay can be cancelled', async () => {
	const {workshop, of, kube} = await prepareWorkshop(await copyCourse());
	kube.onWrite = () => workshop.cancel();
	await workshop.open();
	await workshop.replay(['first']);
	expect(of('workEnded')).toMatchObject([{ok: false, message: 'interrupted'}]);
});

test('a reset undoes what the lesson made, after a restart too, and forgets what was built on it', async () => {
	const {again} = await proveAll();
	const {workshop, of, kube, workspace, progress} = await again();
	await workshop.open('first');
	await workshop.reset('first');
	expect(of('workEnded')).toMatchObject([{work: 'reset', ok: true}]);
	expect([...kube.objects.keys()]).toEqual([]);
	await expect(access(join(workspace, 'notes/one.txt'))).rejects.toThrow('ENOENT');
	// The second lesson's own file is its own matter.
	expect(await readFile(join(workspace, 'out.txt'), 'utf8')).toBe('done\n');
	expect(of('stepReopened').map(({lesson, step}) => `${lesson}/${step}`)).toEqual([
		'first/apply',
		'second/run',
	]);
	expect(of('focusChanged').at(-1)).toMatchObject({lesson: 'first', step: 'apply'});
	await workshop.close();
	expect(await progress()).toMatchObject({lessons: {first: {steps: [], proved: false}, second: {steps: []}}});
});

test("a reset runs the steps' cleanup", async () => {
	const {workshop, workspace} = await proveAll();
	await workshop.reset('second');
	await expect(access(join(workspace, 'out.txt'))).rejects.toThrow('ENOENT');
});

test("a reset takes the claims of a StatefulSet's members with it, and nobody else's", async () => {
	const root = await courseOfSteps('  - id: one\n    do:\n      - apply: manifests/set.yaml\n', ['one']);
	const template = {metadata: {name: 'data'}};
	const set = {
		apiVersion: 'apps/v1',
		kind: 'StatefulSet',
		metadata: {name: 'db', namespace: 'small'},
		spec: {volumeClaimTemplates: [template]},
	};
	await writeFile(join(root, 'manifests/set.yaml'), JSON.stringify(set));
	const {workshop, kube} = await prepareWorkshop(root);
	await workshop.open();
	await workshop.run();
	for (const name of ['data-db-0', 'data-db-1', 'data-db-x', 'data-other-0']) {
		kube.set({apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {name, namespace: 'small'}});
	}

	await workshop.reset('first');
	expect([...kube.objects.keys()]).toEqual([
		'PersistentVolumeClaim/small/data-db-x',
		'PersistentVolumeClaim/small/data-other-0',
	]);
});

test('a manifest is shown as it lives in the cluster, without what the server has filled in', async () => {
	const {workshop, kube} = await prepareWorkshop(await copyCourse());
	await workshop.open();
	expect(await workshop.live('manifests/objects.yaml')).toEqual({
		text: undefined,
		message: 'Not in the cluster: Namespace small, ConfigMap settings',
	});
	const {text} = await workshop.manifest('manifests/objects.yaml');
	await workshop.run();
	expect(await workshop.live('manifests/objects.yaml')).toEqual({text});
	kube.set({
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {
			name: 'settings',
			namespace: 'small',
			resourceVersion: '7',
			creationTimestamp: '2030-01-01T00:00:00Z',
			managedFields: [],
		},
		data: {color: 'red', size: '1'},
		immutable: false,
	});
	expect((await workshop.live('manifests/objects.yaml')).text).toBe(
		text.replace('color: blue', 'color: red\n  size: "1"'),
	);
});
