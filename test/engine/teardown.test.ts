import {execFileSync} from 'node:child_process';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {courseOfSteps} from '../lesson/course-copy.ts';
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

/** False also for what has ended and only waits to be reaped. */
function isRunning(pid: number): boolean {
	try {
		const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
			.toString()
			.trim();
		return !state.startsWith('Z');
	} catch {
		return false;
	}
}

test('an object that does not go away is named', async () => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 20});
	try {
		const {session, kube, events} = await openStep(`${applyStep}    checks:\n${settings}`);
		kube.stubborn.add('ConfigMap/small/settings');
		const verifying = session.verify();
		await vi.waitUntil(() => events.some(({type}) => type === 'teardownStarted'));
		await vi.advanceTimersByTimeAsync(181_000);
		expect(await verifying).toMatchObject({outcome: 'failed', blame: 'lesson'});
		expect(events.findLast(({type}) => type === 'teardownFinished')).toMatchObject({
			ok: false,
			remaining: ['ConfigMap settings in small'],
		});
	} finally {
		vi.useRealTimers();
	}
});

test("the volumes claimed in the course's namespace are waited for", async () => {
	const {session, kube, events} = await openStep(`${applyStep}    checks:\n${settings}`);
	kube.set({
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: {name: 'pvc-1'},
		spec: {claimRef: {namespace: 'small', name: 'data'}},
	});
	kube.set({
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: {name: 'pvc-2'},
		spec: {claimRef: {namespace: 'other', name: 'data'}},
	});
	const verifying = session.verify();
	await vi.waitUntil(() => kube.asked.includes('delete Namespace/small'));
	expect(events.some(({type}) => type === 'teardownFinished')).toBe(false);
	kube.remove('PersistentVolume/pvc-1');
	expect(await verifying).toMatchObject({outcome: 'passed'});
});

test("a step's cleanup runs after what later steps made is gone, and before what it made itself goes", async () => {
	const root = await courseOfSteps(
		`  - id: one
    do:
      - apply: manifests/objects.yaml
    cleanup:
      - patch: {kind: ConfigMap, name: settings, patch: {data: {}}}
  - id: two
    do:
      - apply: manifests/other.yaml
`,
		['one', 'two'],
	);
	const other = 'apiVersion: v1\nkind: Secret\nmetadata: {name: other}\n';
	await writeFile(join(root, 'manifests/other.yaml'), other);
	const {session, kube} = await openSession(root);
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(kube.asked.slice(3)).toEqual([
		'delete Secret/small/other',
		'patch ConfigMap/small/settings',
		'delete ConfigMap/small/settings',
		'delete Namespace/small',
	]);
});

test('a cancel stops a running command with all it started, tears down, and says interrupted', async () => {
	const {session, kube, events, controller, workspace} = await openSession(
		await courseOfSteps(
			`${applyStep}      - run: (sleep 300 & echo $! > pid; wait)\n    cleanup:\n      - run: touch cleaned\n`,
			['one'],
		),
	);
	const verifying = session.verify();
	const pid = Number(
		await vi.waitUntil(async () => (await readFile(join(workspace, 'pid'), 'utf8').catch(() => '')).trim()),
	);
	controller.abort();
	expect(await verifying).toMatchObject({outcome: 'notRun', interrupted: true});
	expect(outcomes(events)).toEqual(['first/one: notRun (interrupted)', 'first: notRun (interrupted)']);
	await vi.waitUntil(() => !isRunning(pid));
	expect(kube.objects.size).toBe(0);
	expect(await readdir(workspace)).toContain('cleaned');
	expect(events.at(-1)).toMatchObject({type: 'sessionFinished', interrupted: true, message: 'interrupted'});
});

test('a cancel ends a wait', async () => {
	const {session, events, controller} = await openStep(
		`${applyStep}    checks:\n${settings}        expect: {data: {color: red}}\n        within: 1h\n`,
	);
	const verifying = session.verify();
	await vi.waitUntil(() => events.some((event) => event.type === 'checkChanged' && event.phase === 'after'));
	controller.abort();
	expect(await verifying).toMatchObject({outcome: 'notRun', interrupted: true});
});

test("the context's namespace is set, seen, and set back", async () => {
	const {session, kubeconfig} = await openStep(`  - id: one
    do:
      - context: {namespace: small}
    checks:
      - id: context
        title: {en: a, ja: b}
        context: {namespace: small, name: playground}
`);
	const before = await readFile(kubeconfig, 'utf8');
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(await readFile(kubeconfig, 'utf8')).not.toContain('namespace');
	expect(before).not.toContain('namespace');
});

test('a file that was there before is put back', async () => {
	const {session, workspace} = await openStep(
		'  - id: one\n    do:\n      - write: {file: note.txt, content: new}\n      - run: grep new note.txt\n',
	);
	await writeFile(join(workspace, 'note.txt'), 'old');
	expect(await session.verify()).toMatchObject({outcome: 'passed'});
	expect(await readFile(join(workspace, 'note.txt'), 'utf8')).toBe('old');
});
