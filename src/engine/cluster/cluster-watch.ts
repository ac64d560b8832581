import {sleep} from '../../lib/clock.ts';
import type {Database} from '../../lesson/types.ts';
import type {KubeObject} from '../../kube/kube.ts';
import type {ClusterStatus, Platform} from '../../platform/platform.ts';
import type {Workbench} from '../workbench.ts';
import type {ClusterPicture} from '../workshop-events.ts';
import {DatabaseWatch} from './database-watch.ts';
import {isMember, pictureClaims, pictureNodes, picturePods} from './picture.ts';
import {isTrue, type Pod} from './pod-status.ts';

export interface ClusterWatchOptions {
	bench: Workbench;
	platform: Platform;
	database: Database | undefined;
	onChange: (picture: ClusterPicture) => void;
	/** Something was seen on a watch. */
	onObjects: () => void;
	/** The cluster answers, for the first time or again. */
	onRunning: () => void;
}

/** At most 20 pictures a second. */
const shortestMs = 50;
/** Between looks at the state of a cluster that does not answer. */
const firstLookMs = 250;
const longestLookMs = 2000;
/** How long a cluster may fail to answer before that is a fault: one that starts or stops does so, too. */
const patienceMs = 10_000;
/** After the server has refused a watch. */
const refusedMs = 10_000;

/** The cluster as it is now: its objects by watch, its database by asking, its state by its platform. */
export class ClusterWatch {
	readonly #options: ClusterWatchOptions;
	readonly #controller = new AbortController();
	readonly #database: DatabaseWatch | undefined;
	#nodes: KubeObject[] = [];
	#pods: Pod[] = [];
	#claims: KubeObject[] = [];
	/** Undefined until its platform was asked. */
	#state: ClusterPicture['state'] | undefined;
	/** Since when its platform says that it is broken. */
	#brokenSince: number | undefined;
	#message = '';
	#isAnswering = false;
	#looking: Promise<void> | undefined;
	/** Ends the pause between two looks. */
	#wake = new AbortController();
	#running: Promise<unknown> = Promise.resolve();
	#shown = '';
	#shownAt = -Infinity;
	#cancelShow: (() => void) | undefined;

	constructor(options: ClusterWatchOptions) {
		this.#options = options;
		const {database, bench} = options;
		const {signal} = this.#controller;
		this.#database =
			database && new DatabaseWatch({...bench, database, signal, onChange: () => this.#changed()});
	}

	start(): void {
		const {namespace} = this.#options.bench;
		this.#running = Promise.all([
			this.#observe('Node', undefined, (objects) => {
				this.#nodes = objects;
			}),
			this.#observe('Pod', namespace, (objects) => {
				this.#pods = objects;
				this.#tellDatabase();
			}),
			this.#observe('PersistentVolumeClaim', namespace, (objects) => {
				this.#claims = objects;
			}),
		]);
	}

	/** The Pod that is primary now. */
	primary(): {namespace: string; pod: string} | undefined {
		const pod = this.#database?.members.find(({role}) => role === 'primary')?.pod;
		return pod === undefined ? undefined : {namespace: this.#options.bench.namespace, pod};
	}

	/** Returns once nothing is watched any more. */
	async close(): Promise<void> {
		this.#controller.abort();
		this.#cancelShow?.();
		await Promise.all([this.#running, this.#looking, this.#database?.close()]);
	}

	async #observe(
		kind: string,
		namespace: string | undefined,
		onChange: (objects: KubeObject[]) => void,
	): Promise<void> {
		const {bench, onObjects} = this.#options;
		const {signal} = this.#controller;
		const observer = {
			onChange: (objects: KubeObject[]) => {
				onChange(objects);
				this.#answered();
				onObjects();
				this.#changed();
			},
			onTrouble: () => this.#troubled(),
		};
		while (!signal.aborted) {
			try {
				await bench.connection.observe({kind, namespace}, observer, signal);
			} catch {
				this.#troubled();
				await sleep(bench.clock, refusedMs, signal).catch(() => undefined);
			}
		}
	}

	#tellDatabase(): void {
		const {database} = this.#options;
		const pods = this.#pods
			.filter((pod) => isMember(pod, database))
			.toSorted((one, other) => one.metadata.name.localeCompare(other.metadata.name, 'en', {numeric: true}));
		const members = pods.map(({metadata, status}) => ({
			pod: metadata.name,
			namespace: metadata.namespace ?? '',
			uid: metadata.uid ?? '',
			addresses: (status?.podIPs ?? []).map(({ip}) => ip),
			isRunning: status?.containerStatuses?.some(({state}) => state?.running !== undefined) ?? false,
		}));
		// Whether each is Ready counts as a change: something has happened to it.
		const ready = pods.map(({status}) => isTrue(status?.conditions, 'Ready'));
		this.#database?.setMembers(members, ready);
	}

	/** The API answers. */
	#answered(): void {
		if (!this.#isAnswering) {
			this.#isAnswering = true;
			this.#wake.abort();
			this.#look();
			this.#options.onRunning();
		}
	}

	/** It does not, or no more. */
	#troubled(): void {
		if (this.#isAnswering || this.#state === undefined) {
			this.#isAnswering = false;
			this.#look();
		}
	}

	/** Asks the platform how its cluster is, until there is nothing more to learn. */
	#look(): void {
		this.#looking ??= this.#lookUntilClear().finally(() => {
			this.#looking = undefined;
		});
	}

	async #lookUntilClear(): Promise<void> {
		const {platform, bench} = this.#options;
		const {signal} = this.#controller;
		for (let pause = firstLookMs; !signal.aborted; pause = Math.min(longestLookMs, pause * 2)) {
			const status = await platform
				.status(signal)
				.catch((error: Error) => ({state: 'broken' as const, message: error.message}));
			if (signal.aborted) {
				return;
			}

			this.#state = this.#judge(status.state);
			this.#message = status.message;
			if (status.state === 'absent' || status.state === 'stopped') {
				this.#nodes = [];
				this.#pods = [];
				this.#claims = [];
				this.#tellDatabase();
			}

			this.#changed();
			if (this.#isAnswering && status.state === 'running') {
				return;
			}

			this.#wake = new AbortController();
			const either = AbortSignal.any([signal, this.#wake.signal]);
			await sleep(bench.clock, pause, either).catch(() => undefined);
		}
	}

	/** What to call a state: broken is only what stays so. */
	#judge(state: ClusterStatus['state']): ClusterPicture['state'] {
		if (state !== 'broken') {
			this.#brokenSince = undefined;
			return state;
		}

		const now = this.#options.bench.clock.now();
		this.#brokenSince ??= now;
		return now - this.#brokenSince < patienceMs ? 'unknown' : 'broken';
	}

	/** Shows a new picture soon: at once, or when the last one is old enough. */
	#changed(): void {
		const {clock} = this.#options.bench;
		if (this.#cancelShow !== undefined || this.#controller.signal.aborted) {
			return;
		}

		const wait = Math.max(0, this.#shownAt + shortestMs - clock.now());
		this.#cancelShow = clock.after(wait, () => {
			this.#cancelShow = undefined;
			this.#show();
		});
	}

	#show(): void {
		const {database, onChange, bench} = this.#options;
		const isContradictory = this.#isAnswering && (this.#state === 'absent' || this.#state === 'stopped');
		if (this.#state === undefined || isContradictory) {
			// The platform is being asked.
			return;
		}

		const picture: ClusterPicture = {
			state: this.#state,
			message: this.#message,
			nodes: pictureNodes(this.#nodes),
			pods: picturePods(this.#pods, database),
			claims: pictureClaims(this.#claims, this.#pods),
			members: this.#database?.members ?? [],
			waitingCommits: this.#database?.waitingCommits ?? 0,
		};
		const now = JSON.stringify(picture);
		if (now !== this.#shown) {
			this.#shown = now;
			this.#shownAt = bench.clock.now();
			onChange(picture);
		}
	}
}
