import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {settle, testKubelet} from './test-kubelet.ts';

test('a deleted Pod gets its stop signal, its last status, and then leaves the API and the disk', async () => {
	const k = await testKubelet();
	const seen: string[] = [];
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.watch('pods', ({type, object}) => seen.push(`${type} ${object.status.phase}`));
	k.registry.delete('pods', 'states', 'p');
	await k.until(() => expect(k.registry.find('pods', 'states', 'p')).toBeUndefined());
	expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']);
	expect([...new Set(seen)]).toEqual(['MODIFIED Running', 'MODIFIED Succeeded', 'DELETED Succeeded']);
	expect(k.events()).toContain('Normal Killing spec.containers{c}: Stopping container c');
	expect(k.runtime.sandboxes[0]?.stopped).toBe(true);
	await k.until(() => expect(existsSync(k.pods)).toBe(true));
	await k.until(async () => expect(await readdir(k.pods)).toEqual([]));
	expect(k.log).toEqual([]);
});

test('a container that ignores its stop signal is killed when the grace period is over', async () => {
	const k = await testKubelet();
	k.runtime.onStart = (container) => {
		container.exitsOn = {};
	};
	k.create({terminationGracePeriodSeconds: 5});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.delete('pods', 'states', 'p');
	await k.advance(4750);
	expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']);
	expect(k.pod().metadata.deletionTimestamp).toBeDefined();
	await k.advance(500);
	await k.until(() => expect(k.registry.find('pods', 'states', 'p')).toBeUndefined());
	expect(k.runtime.latest('c').signals).toEqual(['SIGTERM', 'SIGKILL']);
});

test('a second delete with a shorter grace period shortens the first', async () => {
	const k = await testKubelet();
	k.runtime.onStart = (container) => {
		container.exitsOn = {};
	};
	k.create({terminationGracePeriodSeconds: 60});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.delete('pods', 'states', 'p');
	await k.advance(1000);
	k.registry.delete('pods', 'states', 'p', {gracePeriodSeconds: 3});
	await k.advance(3250);
	await k.until(() => expect(k.registry.find('pods', 'states', 'p')).toBeUndefined());
});

test('preStop runs before the stop signal and takes its time out of the grace period', async () => {
	const k = await testKubelet();
	k.create({terminationGracePeriodSeconds: 10}, {lifecycle: {preStop: {sleep: {seconds: 4}}}});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.delete('pods', 'states', 'p');
	await k.advance(3500);
	expect(k.runtime.latest('c').signals).toEqual([]);
	await k.advance(750);
	expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']);
});

test('the stop signal is the one of the image', async () => {
	const k = await testKubelet();
	k.runtime.standIns['postgres:15'] = {stopSignal: 'SIGINT'};
	k.create({}, {image: 'postgres:15'});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.delete('pods', 'states', 'p');
	await k.until(() => expect(k.runtime.latest('c').signals).toEqual(['SIGINT']));
});

test('a Pod deleted by force is ended although it is no longer in the API', async () => {
	const k = await testKubelet();
	k.runtime.onStart = (container) => {
		container.exitsOn = {};
	};
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.delete('pods', 'states', 'p', {gracePeriodSeconds: 0});
	expect(k.registry.find('pods', 'states', 'p')).toBeUndefined();
	await k.until(() => expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']));
	k.create();
	await settle();
	expect(k.runtime.sandboxes).toHaveLength(1);
	await k.advance(2000);
	await k.until(() => expect(k.runtime.sandboxes[0]?.stopped).toBe(true));
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
});

test('a Pod that runs longer than its deadline fails', async () => {
	const k = await testKubelet();
	k.create({activeDeadlineSeconds: 30});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await k.advance(30_250, 1000);
	await k.until(() => expect(k.condition('Ready')?.reason).toBe('PodFailed'));
	expect(k.pod().status).toMatchObject({
		phase: 'Failed',
		reason: 'DeadlineExceeded',
		message: 'Pod was active on the node longer than the specified deadline',
	});
	expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']);
});

test('sidecars start before the containers and end after them', async () => {
	const k = await testKubelet();
	const sidecar = {name: 's', image: 'busybox:1.36.1', command: ['sleep', '1'], restartPolicy: 'Always'};
	k.create({initContainers: [sidecar]});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(k.runtime.started.map(({spec}) => spec.name)).toEqual(['s', 'c']);
	k.runtime.latest('c').exitsOn = {};
	k.registry.delete('pods', 'states', 'p');
	await k.until(() => expect(k.runtime.latest('c').signals).toEqual(['SIGTERM']));
	expect(k.runtime.latest('s').signals).toEqual([]);
	k.runtime.latest('c').exit(0);
	await k.until(() => expect(k.runtime.latest('s').signals).toEqual(['SIGTERM']));
	await k.until(() => expect(k.registry.find('pods', 'states', 'p')).toBeUndefined());
});
