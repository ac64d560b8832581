import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {SessionEvent} from '../../src/engine/events.ts';
import {createSession, type Session, type SessionOptions} from '../../src/engine/session.ts';
import {loadCourse} from '../../src/lesson/load.ts';
import {systemClock} from '../../src/lib/clock.ts';
import type {ClusterStatus, Platform} from '../../src/platform/platform.ts';
import {FakeKube} from './fake-kube.ts';

export interface Setting {
	session: Session;
	kube: FakeKube;
	events: SessionEvent[];
	workspace: string;
	kubeconfig: string;
	controller: AbortController;
	/** What the platform says of its cluster. */
	status: ClusterStatus;
}

const kubeconfig = `apiVersion: v1
kind: Config
current-context: playground
contexts: [{name: playground, context: {cluster: one, user: one}}]
clusters: [{name: one, cluster: {server: 'https://127.0.0.1:1'}}]
users: [{name: one, user: {}}]
`;

/** A session of the course in `root` against a cluster in memory; commands are real. */
export async function openSession(root: string, options: Partial<SessionOptions> = {}): Promise<Setting> {
	const directory = await mkdtemp(join(tmpdir(), 'doklab-session-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	const config = join(directory, 'kubeconfig');
	await writeFile(config, kubeconfig);
	const kube = new FakeKube();
	const controller = new AbortController();
	const status: ClusterStatus = {state: 'running', message: '', nodes: []};
	const workspace = await mkdtemp(join(directory, 'workspace-'));
	const session = createSession({
		course: await loadCourse(root),
		platform: fakePlatform(config, status),
		workspace,
		language: 'en',
		env: {PATH: process.env.PATH},
		clock: systemClock,
		signal: controller.signal,
		connect: () => Promise.resolve(kube),
		doklabVersion: '0.1.0',
		...options,
	});
	const events: SessionEvent[] = [];
	session.subscribe((event) => events.push(event));
	return {session, kube, events, workspace, kubeconfig: config, controller, status};
}

/** `lesson/step: outcome` for each step that has ended. */
export function outcomes(events: readonly SessionEvent[]): string[] {
	return events.flatMap((event) =>
		event.type === 'stepFinished'
			? [
					`${event.lesson}/${event.step}: ${event.outcome}${event.reason === undefined ? '' : ` (${event.reason})`}`,
				]
			: event.type === 'lessonFinished'
				? [`${event.lesson}: ${event.outcome}${event.reason === undefined ? '' : ` (${event.reason})`}`]
				: [],
	);
}

function fakePlatform(path: string, status: ClusterStatus): Platform {
	return {
		name: 'playground',
		kubeconfig: path,
		inspect: () => Promise.resolve([]),
		up: () => Promise.resolve(),
		down: () => Promise.resolve(),
		status: () => Promise.resolve(status),
		versions: () => Promise.resolve({kubernetes: '1.36.2'}),
	};
}
