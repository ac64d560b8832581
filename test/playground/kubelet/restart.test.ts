import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {FakeContainer} from './fake-runtime.ts';
import {testKubelet} from './test-kubelet.ts';

test('after a restart of the playground its Pods run again, as after a reboot of their nodes', async () => {
	const k = await testKubelet();
	k.create({initContainers: [{name: 'init', image: 'busybox:1.36.1', command: ['true']}]});
	k.runtime.onStart = endInit;
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const before = k.pod();
	await k.restart(endInit);
	await k.until(() => expect(k.runtime.started.map(({spec}) => spec.name)).toEqual(['init', 'c']));
	await k.until(() => expect(k.status().restartCount).toBe(1));
	expect(k.pod().metadata.uid).toBe(before.metadata.uid);
	expect(k.pod().status.startTime).toBe(before.status.startTime);
	expect(k.status()).toMatchObject({
		ready: true,
		state: {running: {}},
		lastState: {
			terminated: {
				exitCode: 255,
				reason: 'Unknown',
				startedAt: '2026-11-22T23:00:00Z',
				containerID: before.status.containerStatuses?.[0]?.containerID,
			},
		},
	});
	expect(k.runtime.latest('c').spec.logFile).toMatch(/\/c\/1\.log$/);
	expect(k.events()).toContain(
		'Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.',
	);
});

test('a Pod that was being deleted is gone after a restart', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.runtime.latest('c').exitsOn = {};
	k.registry.delete('pods', 'states', 'p');
	await k.restart();
	await k.until(() => expect(k.registry.find('pods', 'states', 'p')).toBeUndefined());
	expect(k.runtime.started).toEqual([]);
});

test('a Pod that had ended stays ended', async () => {
	const k = await testKubelet();
	k.create({restartPolicy: 'Never'});
	k.runtime.onStart = (container) => container.exit(0);
	await k.until(() => expect(k.pod().status.phase).toBe('Succeeded'));
	await k.until(() => expect(k.condition('PodReadyToStartContainers')?.status).toBe('False'));
	const {status} = k.pod();
	await k.restart();
	await k.advance(1000);
	expect(k.pod().status).toEqual(status);
	expect(k.runtime.sandboxes).toEqual([]);
});

test('what Pods have left behind that are no longer there is removed', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	await mkdir(join(k.pods, 'states_old_1', 'c'), {recursive: true});
	await writeFile(join(k.pods, 'states_old_1', 'c', '0.log'), '');
	await k.restart();
	expect(await readdir(k.pods)).toEqual([`states_p_${k.pod().metadata.uid}`]);
});

test('closing leaves the Pods as they are, whatever ends afterwards', async () => {
	const k = await testKubelet();
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const before = k.pod();
	await k.kubelet.close();
	k.runtime.latest('c').exit(0);
	await k.advance(500);
	expect(k.pod()).toEqual(before);
	expect(k.events()).toHaveLength(3);
});

function endInit(container: FakeContainer): void {
	if (container.spec.name === 'init') {
		container.exit(0);
	}
}
