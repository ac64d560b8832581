import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished, vi} from 'vitest';
import {createWorkshop, type Workshop, type WorkshopOptions} from '../../src/engine/workshop.ts';
import type {WorkshopEvent} from '../../src/engine/workshop-events.ts';
import type {Progress} from '../../src/engine/workshop/progress.ts';
import {loadCourse} from '../../src/lesson/load.ts';
import {systemClock} from '../../src/lib/clock.ts';
import type {ClusterStatus, Platform} from '../../src/platform/platform.ts';
import {FakeKube} from './fake-kube.ts';

type EventOf<Type extends WorkshopEvent['type']> = Extract<WorkshopEvent, {type: Type}>;

export interface WorkshopSetting {
	workshop: Workshop;
	kube: FakeKube;
	events: WorkshopEvent[];
	workspace: string;
	kubeconfig: string;
	progressFile: string;
	/** What the platform says of its cluster. */
	status: ClusterStatus;
	/** How often the platform was told to start it. */
	ups: number;
	of<Type extends WorkshopEvent['type']>(type: Type): Array<EventOf<Type>>;
	/** The first event of a type that there is or comes, and that `fits`. */
	event<Type extends WorkshopEvent['type']>(
		type: Type,
		fits?: (event: EventOf<Type>) => boolean,
	): Promise<EventOf<Type>>;
	/** Another workshop on the same files, as after a restart. */
	again(options?: Partial<WorkshopOptions>): Promise<WorkshopSetting>;
	progress(): Promise<Progress>;
}

const config = `apiVersion: v1
kind: Config
current-context: playground
contexts: [{name: playground, context: {cluster: one, user: one}}]
clusters: [{name: one, cluster: {server: 'https://127.0.0.1:1'}}]
users: [{name: one, user: {}}]
`;

/** A workshop of the course in `root` against a cluster in memory, not opened yet; commands are real. */
export async function prepareWorkshop(
	root: string,
	options: Partial<WorkshopOptions> = {},
): Promise<WorkshopSetting> {
	const directory = await mkdtemp(join(tmpdir(), 'doklab-workshop-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	await writeFile(join(directory, 'kubeconfig'), config);
	const workspace = await mkdtemp(join(directory, 'workspace-'));
	return build(root, {directory, workspace, kube: new FakeKube()}, options);
}

async function build(
	root: string,
	place: {directory: string; workspace: string; kube: FakeKube},
	options: Partial<WorkshopOptions>,
): Promise<WorkshopSetting> {
	const {directory, workspace, kube} = place;
	const kubeconfig = join(directory, 'kubeconfig');
	const progressFile = options.progressFile ?? join(directory, 'progress', 'small.json');
	const status: ClusterStatus = {state: 'running', message: 'It runs.', nodes: []};
	const events: WorkshopEvent[] = [];
	const workshop = createWorkshop({
		course: await loadCourse(root),
		platform: platformOf(kubeconfig, status, () => {
			setting.ups++;
			status.state = 'running';
		}),
		workspace,
		language: 'en',
		env: {PATH: process.env.PATH},
		clock: systemClock,
		progressFile,
		connect: () => Promise.resolve(kube),
		doklabVersion: '0.1.0',
		...options,
	});
	workshop.subscribe((event) => events.push(event));
	onTestFinished(() => workshop.close());
	const of: WorkshopSetting['of'] = (type) =>
		events.filter((event): event is EventOf<typeof type> => event.type === type);
	const setting: WorkshopSetting = {
		workshop,
		kube,
		events,
		workspace,
		kubeconfig,
		progressFile,
		status,
		ups: 0,
		of,
		event: (type, fits = () => true) => vi.waitUntil(() => of(type).find(fits), {timeout: 5000}),
		async again(more) {
			await workshop.close();
			return build(root, place, {...options, ...more});
		},
		progress: async () => JSON.parse(await readFile(progressFile, 'utf8')) as Progress,
	};
	return setting;
}

function platformOf(path: string, status: ClusterStatus, onUp: () => void): Platform {
	return {
		name: 'playground',
		kubeconfig: path,
		inspect: () => Promise.resolve([]),
		up: () => Promise.resolve(onUp()),
		down: () => Promise.resolve(),
		status: () => Promise.resolve({...status}),
		versions: () => Promise.resolve({kubernetes: '1.36.2'}),
	};
}
