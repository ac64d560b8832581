import {expect, test} from 'vitest';
import {testKubelet} from './test-kubelet.ts';

test('a Pod with a node is started and its status says so, with the events of a kubelet', async () => {
	const k = await testKubelet();
	const pod = k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const {containerID} = k.status();
	expect(k.pod().status).toMatchObject({
		observedGeneration: 1,
		hostIP: '172.18.0.3',
		hostIPs: [{ip: '172.18.0.3'}],
		podIP: '10.244.1.2',
		podIPs: [{ip: '10.244.1.2'}],
		startTime: '2026-11-22T23:00:00Z',
		qosClass: 'BestEffort',
		conditions: [
			{type: 'PodReadyToStartContainers', status: 'True'},
			{type: 'Initialized', status: 'True'},
			{type: 'Ready', status: 'True'},
			{type: 'ContainersReady', status: 'True'},
			{type: 'PodScheduled', status: 'True', observedGeneration: 1},
		],
		containerStatuses: [
			{
				name: 'c',
				state: {running: {startedAt: '2026-11-22T23:00:00Z'}},
				lastState: {},
				ready: true,
				started: true,
				restartCount: 0,
				image: 'busybox:1.36.1',
				imageID: 'playground/busybox:1.36.1',
				containerID: k.runtime.latest('c').id,
			},
		],
	});
	expect(containerID).toMatch(/^playground:\/\/[0-9a-f]{64}$/);
	expect(k.events()).toEqual([
		'Normal Pulled spec.containers{c}: Container image "busybox:1.36.1" already present on machine and can be accessed by the pod',
		'Normal Created spec.containers{c}: Container created',
		'Normal Started spec.containers{c}: Container started',
	]);
	expect(k.registry.list('events', {namespace: 'states'})[0]?.source).toEqual({
		component: 'kubelet',
		host: 'postgres-cluster-worker',
	});
	expect(k.runtime.sandboxes[0]).toMatchObject({
		podUid: pod.metadata.uid,
		hostname: 'p',
		nodeName: 'postgres-cluster-worker',
		dns: {
			nameservers: ['10.96.0.10'],
			searches: ['states.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
			options: ['ndots:5'],
		},
	});
	expect(k.log).toEqual([]);
});

test('a Pod without a node is left alone until it has one', async () => {
	const k = await testKubelet();
	k.create({nodeName: undefined});
	await k.advance(1000);
	expect(k.runtime.sandboxes).toEqual([]);
	k.registry.modify('pods', 'states', 'p', (pod) => {
		pod.spec.nodeName = 'postgres-cluster-worker2';
	});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
});

test('init containers run one after the other before the containers', async () => {
	const k = await testKubelet();
	const init = (name: string) => ({name, image: 'busybox:1.36.1', command: ['true']});
	k.create({initContainers: [init('one'), init('two')]});
	await k.until(() => expect(k.status('one').state.running).toBeDefined());
	expect(k.pod().status.phase).toBe('Pending');
	expect(k.condition('Initialized')).toMatchObject({
		status: 'False',
		reason: 'ContainersNotInitialized',
		message: 'containers with incomplete status: [one two]',
	});
	expect(k.status('c').state).toEqual({waiting: {reason: 'PodInitializing'}});
	expect(k.runtime.started).toHaveLength(1);
	k.runtime.latest('one').exit(0);
	await k.until(() => expect(k.status('two').state.running).toBeDefined());
	expect(k.status('one')).toMatchObject({
		ready: true,
		started: false,
		state: {terminated: {exitCode: 0, reason: 'Completed'}},
	});
	k.runtime.latest('two').exit(0);
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(k.condition('Initialized')).toMatchObject({status: 'True'});
	expect(k.runtime.started.map(({spec}) => spec.name)).toEqual(['one', 'two', 'c']);
});

test('a container that fails is restarted at once, then after 10 s, then after 20 s', async () => {
	const k = await testKubelet();
	const {uid} = k.create().metadata;
	k.runtime.onStart = (container) => container.exit(1);
	await k.until(() => expect(k.status().state.waiting?.reason).toBe('CrashLoopBackOff'));
	expect(k.status()).toMatchObject({
		restartCount: 1,
		ready: false,
		started: false,
		state: {
			waiting: {
				reason: 'CrashLoopBackOff',
				message: `back-off 10s restarting failed container=c pod=p_states(${uid})`,
			},
		},
		lastState: {terminated: {exitCode: 1, reason: 'Error'}},
	});
	expect(k.pod().status.phase).toBe('Running');
	expect(k.events()).toContain(
		`Warning BackOff spec.containers{c}: Back-off restarting failed container c in pod p_states(${uid})`,
	);
	await k.advance(9750);
	expect(k.runtime.started).toHaveLength(2);
	await k.advance(500);
	await k.until(() => expect(k.status().state.waiting?.message).toContain('back-off 20s'));
	expect(k.status().restartCount).toBe(2);
	await k.advance(20_250);
	await k.until(() => expect(k.status().restartCount).toBe(3));
});

test('a failing init container is restarted and holds up the rest', async () => {
	const k = await testKubelet();
	const {uid} = k.create({
		initContainers: [{name: 'init', image: 'busybox:1.36.1', command: ['false']}],
	}).metadata;
	k.runtime.onStart = (container) => container.exit(2);
	await k.until(() => expect(k.status('init').state.waiting?.reason).toBe('CrashLoopBackOff'));
	expect(k.pod().status.phase).toBe('Pending');
	expect(k.status('c').state).toEqual({waiting: {reason: 'PodInitializing'}});
	expect(k.events()).toContain(
		`Warning BackOff spec.initContainers{init}: Back-off restarting failed container init in pod p_states(${uid})`,
	);
});

test('with restartPolicy Never a container that ends stays ended and the Pod has its phase', async () => {
	const k = await testKubelet();
	k.create({restartPolicy: 'Never'});
	k.create({restartPolicy: 'Never'}, {name: 'd'}, 'q');
	await k.until(() => expect(k.pod('q').status.phase).toBe('Running'));
	await k.until(() => expect(k.pod('p').status.phase).toBe('Running'));
	k.runtime.latest('c').exit(0);
	k.runtime.latest('d').exit(3);
	await k.until(() => expect(k.pod('p').status.phase).toBe('Succeeded'));
	await k.until(() => expect(k.pod('q').status.phase).toBe('Failed'));
	expect(k.condition('Ready')).toMatchObject({status: 'False', reason: 'PodCompleted'});
	expect(k.condition('Ready', 'q')).toMatchObject({status: 'False', reason: 'PodFailed'});
	await k.until(() => expect(k.runtime.sandboxes.every(({stopped}) => stopped)).toBe(true));
	expect(k.runtime.started).toHaveLength(2);
});

test('an image that nothing stands in for is ErrImagePull, then ImagePullBackOff, and is tried again', async () => {
	const k = await testKubelet();
	k.create({}, {image: 'nosuchimage:1'});
	await k.until(() => expect(k.status().state.waiting?.reason).toBe('ErrImagePull'));
	expect(k.status().state.waiting?.message).toBe('nothing here stands in for nosuchimage:1');
	await k.advance(2000);
	await k.until(() => expect(k.status().state.waiting?.reason).toBe('ImagePullBackOff'));
	expect(k.status().state.waiting?.message).toBe(
		'Back-off pulling image "nosuchimage:1": ErrImagePull: nothing here stands in for nosuchimage:1',
	);
	expect(k.events()).toEqual([
		'Normal Pulling spec.containers{c}: Pulling image "nosuchimage:1"',
		'Warning Failed spec.containers{c}: Failed to pull image "nosuchimage:1": nothing here stands in for nosuchimage:1',
		'Warning Failed spec.containers{c}: Error: ErrImagePull',
		'Normal BackOff spec.containers{c}: Back-off pulling image "nosuchimage:1"',
		'Warning Failed spec.containers{c}: Error: ImagePullBackOff',
	]);
	k.runtime.standIns['nosuchimage:1'] = {};
	await k.advance(8500);
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
});
