import {writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {StartError} from '../../../src/playground/runtime/types.ts';
import {testKubelet} from './test-kubelet.ts';

test('command and args take the place of what the image would run', async () => {
	const k = await testKubelet();
	k.runtime.standIns['postgres:15'] = {entrypoint: ['entry'], cmd: ['postgres']};
	const cases: Array<[Record<string, string[]>, string[]]> = [
		[{}, ['entry', 'postgres']],
		[{args: ['-c', 'x=1']}, ['entry', '-c', 'x=1']],
		[{command: ['bash']}, ['bash']],
		[{command: ['bash'], args: ['-c', 'true']}, ['bash', '-c', 'true']],
	];
	for (const [index, [container, argv]] of cases.entries()) {
		k.create({containers: [{name: 'c', image: 'postgres:15', ...container}]}, {}, `p${index}`);
		await k.until(() => expect(k.pod(`p${index}`).status.phase).toBe('Running'));
		expect(k.runtime.latest('c').spec.argv).toEqual(argv);
	}
});

test("a container runs as its own, the Pod's or the image's user", async () => {
	const k = await testKubelet();
	const account = {name: 'postgres', uid: 70, gid: 71, home: '/var/lib/postgresql'};
	k.runtime.standIns['postgres:15'] = {user: {uid: 1, gid: 2}, account};
	const run = async (name: string, spec: object, container: object) => {
		k.create({containers: [{name: 'c', image: 'postgres:15', ...container}], ...spec}, {}, name);
		await k.until(() => expect(k.pod(name).status.phase).toBe('Running'));
		const {user, env} = k.runtime.latest('c').spec;
		return [user.uid, user.gid, user.groups, env.HOME];
	};
	expect(await run('image', {}, {})).toEqual([1, 2, [], '/']);
	expect(await run('own', {securityContext: {runAsUser: 5}}, {securityContext: {runAsUser: 70}})).toEqual([
		70,
		71,
		[],
		'/var/lib/postgresql',
	]);
	expect(
		await run(
			'pod',
			{securityContext: {runAsUser: 5, runAsGroup: 6, fsGroup: 8, supplementalGroups: [7]}},
			{},
		),
	).toEqual([5, 6, [7, 8], '/']);
});

test('runAsNonRoot refuses an image that runs as root', async () => {
	const k = await testKubelet();
	const {uid} = k.create({securityContext: {runAsNonRoot: true}}).metadata;
	await k.until(() =>
		expect(k.status().state.waiting).toEqual({
			reason: 'CreateContainerConfigError',
			message: `container has runAsNonRoot and image will run as root (pod: "p_states(${uid})", container: c)`,
		}),
	);
});

test('a program that is not there is RunContainerError, and then waits like any other failure', async () => {
	const k = await testKubelet();
	const reasons = new Set<string | undefined>();
	k.registry.watch('pods', ({object}) => {
		reasons.add(object.status.containerStatuses?.[0]?.state.waiting?.reason);
	});
	k.runtime.onStart = () => {
		throw new StartError('exec: "/no/such/program": stat /no/such/program: no such file or directory', 128);
	};
	k.create();
	await k.until(() => expect(k.status().state.waiting?.reason).toBe('CrashLoopBackOff'));
	expect(reasons).toEqual(new Set([undefined, 'ContainerCreating', 'RunContainerError', 'CrashLoopBackOff']));
	expect(k.status()).toMatchObject({
		restartCount: 1,
		lastState: {
			terminated: {
				exitCode: 128,
				reason: 'StartError',
				message: 'exec: "/no/such/program": stat /no/such/program: no such file or directory',
				startedAt: '1970-01-01T00:00:00Z',
			},
		},
	});
	expect(k.events()).toContain(
		'Warning Failed spec.containers{c}: Error: exec: "/no/such/program": stat /no/such/program: no such file or directory',
	);
});

test('the message that a container leaves, or the end of its log, is in its status', async () => {
	const k = await testKubelet();
	k.runtime.onStart = (container) => {
		if (container.spec.name === 'c') {
			writeFileSync(container.spec.terminationMessage.file, 'disk full');
		} else {
			container.print('one');
			container.print('two');
		}

		container.exit(1);
	};
	k.create({restartPolicy: 'Never'});
	k.create({restartPolicy: 'Never'}, {name: 'd', terminationMessagePolicy: 'FallbackToLogsOnError'}, 'q');
	await k.until(() => expect(k.status().state.terminated?.message).toBe('disk full'));
	await k.until(() => expect(k.status('d', 'q').state.terminated?.message).toBe('one\ntwo\n'));
});

test('a failing postStart hook ends the container', async () => {
	const k = await testKubelet();
	k.runtime.onExec = () => ({exitCode: 1});
	k.create({}, {lifecycle: {postStart: {exec: {command: ['false']}}}});
	await k.until(() => expect(k.status().restartCount).toBe(1));
	expect(k.events()).toEqual(
		expect.arrayContaining([
			'Warning FailedPostStartHook spec.containers{c}: PostStartHook failed',
			'Normal Killing spec.containers{c}: FailedPostStartHook',
		]),
	);
	expect(k.runtime.started[0]?.signals).toEqual(['SIGTERM']);
});

test('a new image restarts the container with it', async () => {
	const k = await testKubelet();
	k.runtime.standIns['busybox:2'] = {};
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.registry.modify('pods', 'states', 'p', (pod) => {
		for (const container of pod.spec.containers) {
			container.image = 'busybox:2';
		}
	});
	await k.until(() => expect(k.status()).toMatchObject({restartCount: 1, imageID: 'playground/busybox:2'}));
	expect(k.events()).toContain(
		'Normal Killing spec.containers{c}: Container c definition changed, will be restarted',
	);
});

test('what stands in for an image says so when it is not the same', async () => {
	const k = await testKubelet();
	k.runtime.standIns['postgres:15.5'] = {note: 'PostgreSQL 15.18 of this machine'};
	k.create({}, {image: 'postgres:15.5'});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(k.events()).toContain('Normal ImageStandIn spec.containers{c}: PostgreSQL 15.18 of this machine');
});

test('a sandbox that ends is made anew and everything in it starts again', async () => {
	const k = await testKubelet();
	k.create({initContainers: [{name: 'init', image: 'busybox:1.36.1', command: ['true']}]});
	k.runtime.onStart = (container) => {
		if (container.spec.name === 'init') {
			container.exit(0);
		}
	};
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	k.runtime.latest('c').exit(137);
	k.runtime.sandboxes[0]?.end();
	await k.until(() => expect(k.runtime.sandboxes).toHaveLength(2));
	await k.until(() => expect(k.status('c').restartCount).toBe(1));
	expect(k.condition('Ready')?.status).toBe('True');
	expect(k.status('init').restartCount).toBe(1);
	expect(k.events()).toContain(
		'Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.',
	);
});
