import {copyFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {ClusterWatch} from '../../../src/engine/cluster/cluster-watch.ts';
import {connectReal} from '../../../src/engine/connect-real.ts';
import {Connection} from '../../../src/engine/connection.ts';
import {Journal} from '../../../src/engine/journal.ts';
import type {ClusterPicture} from '../../../src/engine/workshop-events.ts';
import type {ExecResult, Kube} from '../../../src/kube/kube.ts';
import {systemClock, type Clock} from '../../../src/lib/clock.ts';
import type {ClusterStatus, Platform} from '../../../src/platform/platform.ts';
import {testApi} from '../../helpers/api-server.ts';
import {FakeClock} from '../../helpers/fake-clock.ts';
import {FakeKube} from '../fake-kube.ts';

interface Setting {
	watch: ClusterWatch;
	pictures: ClusterPicture[];
	status: ClusterStatus;
}

function startWatch(options: {kube?: Kube; kubeconfig?: string; clock?: Clock}): Setting {
	const {kube, kubeconfig = '/nowhere/kubeconfig', clock = systemClock} = options;
	const connect = kube === undefined ? connectReal : () => Promise.resolve(kube);
	const status: ClusterStatus = {state: 'running', message: 'It runs.', nodes: []};
	const pictures: ClusterPicture[] = [];
	const watch = new ClusterWatch({
		bench: {
			connection: new Connection(kubeconfig, connect, clock),
			clock,
			language: 'en',
			root: '/',
			workspace: '/',
			env: {},
			namespace: 'small',
			journal: new Journal(),
		},
		platform: {status: () => Promise.resolve({...status})} as unknown as Platform,
		database: {selector: 'app=db', user: 'postgres', database: 'postgres'},
		onChange: (picture) => pictures.push(picture),
		onObjects: () => undefined,
		onRunning: () => undefined,
	});
	onTestFinished(() => watch.close());
	watch.start();
	return {watch, pictures, status};
}

function member(index: number, isReady = true) {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: `db-${index}`, namespace: 'small', labels: {app: 'db'}},
		spec: {
			nodeName: 'worker',
			containers: [{}],
			volumes: [{persistentVolumeClaim: {claimName: `data-db-${index}`}}],
		},
		status: {
			phase: 'Running',
			podIPs: [{ip: `10.0.0.${index}`}],
			conditions: [{type: 'Ready', status: isReady ? 'True' : 'False'}],
			containerStatuses: [{name: 'main', ready: isReady, restartCount: 0, state: {running: {}}}],
		},
	};
}

function rows(...lines: Array<Array<string | null>>): ExecResult {
	const stdout = lines.map((line) => line.map((value) => value ?? '\u001D').join('\u001F')).join('\u001E');
	return {exitCode: 0, stdout: `${stdout}\n`, stderr: ''};
}

/** db-0 is primary; db-1 streams from it, known by its address, db-2 by its name. */
function answer(pod: string): ExecResult {
	return pod === 'db-0'
		? rows(
				['false', '1', null, null, null],
				['10.0.0.1', 'walreceiver', 'streaming', 'sync', '0'],
				[null, 'db_2', 'catchup', 'async', '4096'],
			)
		: rows(['true', '0', null, null, null]);
}

test('the picture shows nodes, Pods, claims, and who replicates from whom', async () => {
	const kube = new FakeKube();
	kube.onExec = ({pod}) => answer(pod);
	kube.set({
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {name: 'worker'},
		spec: {unschedulable: true},
		status: {conditions: [{type: 'Ready', status: 'True'}]},
	});
	kube.set({
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name: 'data-db-1', namespace: 'small'},
		spec: {volumeName: 'pvc-1'},
		status: {phase: 'Bound', capacity: {storage: '1Gi'}},
	});
	for (const index of [2, 1, 0]) {
		kube.set(member(index));
	}

	const {watch, pictures} = startWatch({kube});
	const picture = await vi.waitUntil(() => pictures.find(({waitingCommits}) => waitingCommits > 0));
	expect(picture).toEqual({
		state: 'running',
		message: 'It runs.',
		nodes: [{name: 'worker', isControlPlane: false, ready: true, unschedulable: true}],
		pods: [0, 1, 2].map((index) => ({
			namespace: 'small',
			name: `db-${index}`,
			uid: expect.any(String),
			node: 'worker',
			status: 'Running',
			readyContainers: 1,
			containers: 1,
			restarts: 0,
			isReady: true,
			createdAt: 0,
			message: undefined,
			isDatabase: true,
		})),
		claims: [{name: 'data-db-1', phase: 'Bound', capacity: '1Gi', volume: 'pvc-1', pods: ['db-1']}],
		members: [
			{pod: 'db-0', role: 'primary', state: undefined, syncState: undefined, lagBytes: undefined},
			{pod: 'db-1', role: 'standby', state: 'streaming', syncState: 'sync', lagBytes: 0},
			{pod: 'db-2', role: 'standby', state: 'catchup', syncState: 'async', lagBytes: 4096},
		],
		waitingCommits: 1,
	});
	expect(watch.primary()).toEqual({namespace: 'small', pod: 'db-0'});
	// The primary knows of the others: nobody else was asked.
	expect(kube.asked.every((line) => line.startsWith('exec db-0'))).toBe(true);
});

test('without its primary the other members are asked themselves', async () => {
	const kube = new FakeKube();
	kube.onExec = ({pod}) => answer(pod);
	kube.set(member(1));
	kube.set(member(2, false));
	const {watch, pictures} = startWatch({kube});
	await vi.waitUntil(() => pictures.at(-1)?.members.every(({role}) => role === 'standby'));
	expect(watch.primary()).toBeUndefined();
});

test('servers are asked one at a time, every two seconds, and every five when nothing has changed', async () => {
	const clock = new FakeClock();
	const kube = new FakeKube();
	let going = 0;
	let most = 0;
	kube.onExec = async ({pod}) => {
		most = Math.max(most, ++going);
		await Promise.resolve();
		going--;
		return answer(pod);
	};
	kube.set(member(0));
	startWatch({kube, clock});
	const settle = async (count: number) => {
		await vi.waitUntil(() => kube.asked.length >= count && going === 0);
		await new Promise((resolve) => setImmediate(resolve));
	};
	await settle(1);
	clock.moveTo(1900);
	expect(kube.asked).toHaveLength(1);
	for (let count = 2; count <= 32; count++) {
		clock.moveTo((count - 1) * 2000);
		await settle(count);
	}

	clock.moveTo(62_000 + 4900);
	expect(kube.asked).toHaveLength(32);
	clock.moveTo(62_000 + 5000);
	await settle(33);
	// A Pod that changes is asked at once, over and above.
	kube.set(member(1));
	await settle(34);
	expect(most).toBe(1);
});

test('a server that hangs has two seconds, and no question piles up behind it', async () => {
	const clock = new FakeClock();
	const kube = new FakeKube();
	let given = 0;
	kube.onExec = ({timeoutMs, signal}) => {
		given = timeoutMs;
		return new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error));
		});
	};
	kube.set(member(0));
	startWatch({kube, clock});
	await vi.waitUntil(() => kube.asked.length === 1);
	for (const isReady of [false, true, false, true]) {
		kube.set(member(0, isReady));
	}

	clock.moveTo(20_000);
	expect(kube.asked).toHaveLength(1);
	expect(given).toBe(2000);
});

test('changes are gathered to at most 20 pictures a second', async () => {
	const clock = new FakeClock();
	const kube = new FakeKube();
	const {pictures} = startWatch({kube, clock});
	await vi.waitUntil(() => clock.pending > 0);
	clock.moveTo(1000);
	await vi.waitUntil(() => {
		clock.moveTo(clock.now() + 1);
		return pictures.length > 0;
	});
	clock.moveTo(2000);
	pictures.length = 0;
	for (let index = 0; index < 10; index++) {
		kube.set({apiVersion: 'v1', kind: 'Pod', metadata: {name: `p${index}`, namespace: 'small'}});
		clock.moveTo(2000 + index * 10);
	}

	clock.moveTo(3000);
	expect(pictures.map(({pods}) => pods.length)).toEqual([1, 6, 10]);
	kube.set({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'unseen', namespace: 'small'}});
	clock.moveTo(4000);
	expect(pictures).toHaveLength(3);
});

test('a real API is watched, over a cluster that goes and another that comes', async () => {
	const one = await testApi({namespaces: ['small']});
	const kubeconfig = join(one.directory, 'current');
	await copyFile(one.kubeconfig, kubeconfig);
	const {pictures, status} = startWatch({kubeconfig});
	await vi.waitUntil(() => pictures.at(-1)?.state === 'running', {timeout: 5000});
	const claim = (name: string) => ({
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
	});
	one.registry.create('persistentvolumeclaims', 'small', claim('first'));
	await vi.waitUntil(() => pictures.at(-1)?.claims[0]?.name === 'first');
	expect(pictures.at(-1)?.claims).toEqual([
		{name: 'first', phase: 'Pending', capacity: undefined, volume: undefined, pods: []},
	]);

	status.state = 'absent';
	status.message = 'There is none.';
	await one.server.close();
	await vi.waitUntil(() => pictures.at(-1)?.state === 'absent', {timeout: 5000});
	expect(pictures.at(-1)).toMatchObject({message: 'There is none.', nodes: [], pods: [], claims: []});

	const two = await testApi({namespaces: ['small']});
	two.registry.create('persistentvolumeclaims', 'small', claim('second'));
	status.state = 'running';
	await copyFile(two.kubeconfig, kubeconfig);
	await vi.waitUntil(() => pictures.at(-1)?.claims[0]?.name === 'second', {timeout: 5000});
	expect(pictures.at(-1)?.state).toBe('running');
});

test('a cluster that does not answer yet is being looked at, and broken only when it stays so', async () => {
	const clock = new FakeClock();
	const {pictures, status} = startWatch({kube: new FakeKube(), clock});
	const reach = (state: ClusterPicture['state'], until: number) =>
		vi.waitUntil(
			() => {
				clock.moveTo(Math.min(until, clock.now() + 100));
				return pictures.at(-1)?.state === state;
			},
			{interval: 1, timeout: 5000},
		);
	status.state = 'broken';
	status.message = 'It is being started.';
	await reach('unknown', 9_900);
	expect(pictures.at(-1)).toMatchObject({state: 'unknown', message: 'It is being started.'});
	await reach('broken', 14_000);
	expect(clock.now()).toBeGreaterThanOrEqual(10_000);

	pictures.length = 0;
	status.state = 'running';
	await reach('running', clock.now() + 5000);
	expect(pictures.map(({state}) => state)).toEqual(['running']);
});
