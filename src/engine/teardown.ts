import {readFile, rm, rmdir, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setContextNamespace} from '../kube/kubeconfig.ts';
import type {KubeObject} from '../kube/kube.ts';
import type {Action} from '../lesson/types.ts';
import type {Platform} from '../platform/platform.ts';
import {act} from './actions/act.ts';
import {commandLine} from './actions/command-line.ts';
import {withDeadline} from './deadline.ts';
import {explain} from './failure.ts';
import type {ContextEntry, FileEntry, Frame, ObjectEntry} from './journal.ts';
import type {Workbench} from './workbench.ts';

export interface TeardownResult {
	ok: boolean;
	/** What of the course is still there. */
	remaining: string[];
	message: string | undefined;
}

/** Three members that stop one after the other take most of it on a slow machine. */
const limitMs = 180_000;
const lastLookMs = 5000;

/**
 * Undoes what a run has made, newest first, and sees to it that it is gone. It has a time limit of its own, so that a
 * cancelled session still cleans up; `outer` ends it earlier. Never throws for what the course or the cluster does.
 */
export async function tearDown(
	bench: Workbench,
	platform: Platform,
	onProgress: (text: string) => void,
	outer: AbortSignal = new AbortController().signal,
): Promise<TeardownResult> {
	return withDeadline(bench.clock, limitMs, outer, async (signal) => {
		const teardown = new Teardown(bench, platform, signal, onProgress);
		for (const frame of bench.journal.frames()) {
			await teardown.undo(frame);
		}

		await teardown.waitUntilGone();
		const remaining = await teardown.findRemaining();
		const message = teardown.messages.length === 0 ? undefined : teardown.messages.join('\n');
		bench.journal.clear();
		return {ok: remaining.length === 0 && message === undefined, remaining, message};
	});
}

class Teardown {
	/** What went wrong; the rest goes on. */
	readonly messages: string[] = [];
	readonly #bench: Workbench;
	readonly #platform: Platform;
	readonly #signal: AbortSignal;
	readonly #onProgress: (text: string) => void;
	readonly #files: FileEntry[] = [];
	readonly #objects: ObjectEntry[] = [];
	#waits: Array<{name: string; wait: () => Promise<void>}> = [];

	constructor(bench: Workbench, platform: Platform, signal: AbortSignal, onProgress: (text: string) => void) {
		this.#bench = bench;
		this.#platform = platform;
		this.#signal = signal;
		this.#onProgress = onProgress;
	}

	/** Undoes one step: its cleanup, while its objects are still there, then what it made. */
	async undo({cleanup, entries}: Frame): Promise<void> {
		if (cleanup.length > 0) {
			// A cleanup may delete what younger objects need to go in order: the whole cluster.
			await this.waitUntilGone();
			for (const action of cleanup) {
				await this.#clean(action);
			}
		}

		const isAlive = entries.length > 0 && (await this.#hasCluster());
		for (const entry of entries) {
			if (entry.type === 'file') {
				this.#files.push(entry);
				await this.#attempt(entry.path, () => restoreFile(entry));
			} else if (entry.type === 'object') {
				this.#objects.push(entry);
				await (isAlive && this.#requestDeletion(entry));
			} else {
				await (isAlive && this.#restoreContext(entry));
			}
		}
	}

	/** Returns once all whose deletion was asked for is gone. */
	async waitUntilGone(): Promise<void> {
		const waits = this.#waits;
		this.#waits = [];
		for (const {name, wait} of waits) {
			await this.#attempt(name, wait);
		}

		if (waits.length > 0) {
			await this.#waitForVolumes();
		}
	}

	/** Asks anew: what cannot be seen to be gone counts as left. */
	async findRemaining(): Promise<string[]> {
		const left: string[] = [];
		if (this.#objects.length > 0 && (await this.#hasCluster())) {
			for (const entry of this.#objects) {
				if (await isLeft(entry, this.#bench)) {
					left.push(nameOf(entry));
				}
			}

			const {items} = await this.#bench.connection
				.kube()
				.then((kube) => kube.list({kind: 'PersistentVolume'}, AbortSignal.timeout(lastLookMs)))
				.catch(() => ({items: []}));
			left.push(...this.#ownVolumes(items).map(({metadata}) => `PersistentVolume ${metadata.name}`));
		}

		for (const {path, previous} of this.#files) {
			const content = await readFile(path, 'utf8').catch(() => undefined);
			if (content !== previous) {
				left.push(path);
			}
		}

		return left;
	}

	async #clean(action: Action): Promise<void> {
		const needsCluster = action.type !== 'run' && action.type !== 'write';
		if (needsCluster && !(await this.#hasCluster())) {
			return;
		}

		const command = commandLine(action);
		this.#onProgress(command);
		const options = {signal: this.#signal, onOutput: () => undefined, mayBeGone: true};
		await this.#attempt(command, () => act(action, this.#bench, options));
	}

	async #requestDeletion(entry: ObjectEntry): Promise<void> {
		const {connection} = this.#bench;
		const {query} = entry;
		const name = nameOf(entry);
		await this.#attempt(name, async () => {
			const object = await connection.persist((kube) => kube.read(query, this.#signal), this.#signal);
			if (object !== undefined) {
				this.#onProgress(`deleting ${name}`);
				await connection.persist((kube) => kube.delete(query, this.#signal), this.#signal);
				this.#waits.push({name, wait: () => connection.gone(query, object.metadata.uid, this.#signal)});
			}
		});
	}

	async #restoreContext({namespace}: ContextEntry): Promise<void> {
		const {kubeconfig} = this.#bench.connection;
		await this.#attempt('context', () => setContextNamespace(kubeconfig, namespace));
	}

	/** A cluster that a lesson has deleted has taken everything with it. */
	async #hasCluster(): Promise<boolean> {
		try {
			return (await this.#platform.status(this.#signal)).state !== 'absent';
		} catch {
			return true;
		}
	}

	/** The volumes of claims go after the claims, by the hand of their provisioner. */
	async #waitForVolumes(): Promise<void> {
		const gone = new AbortController();
		const onChange = (volumes: KubeObject[]) => {
			if (this.#ownVolumes(volumes).length === 0) {
				gone.abort();
			}
		};
		const signal = AbortSignal.any([gone.signal, this.#signal]);
		await this.#bench.connection
			.observe({kind: 'PersistentVolume'}, {onChange, onTrouble: () => undefined}, signal)
			// Who may not see volumes cannot wait for them.
			.catch(() => undefined);
	}

	/** Those of claims that were made, and of all claims in a namespace that was. */
	#ownVolumes(volumes: readonly KubeObject[]): KubeObject[] {
		return volumes.filter(({spec}) => {
			const {claimRef} = (spec ?? {}) as {claimRef?: {namespace?: string; name?: string}};
			return this.#objects.some(({query: {kind, name, namespace}}) =>
				kind === 'Namespace'
					? name === claimRef?.namespace
					: kind === 'PersistentVolumeClaim' && name === claimRef?.name && namespace === claimRef.namespace,
			);
		});
	}

	async #attempt(what: string, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			this.messages.push(`${what}: ${explain(error).message}`);
		}
	}
}

async function isLeft({query}: ObjectEntry, bench: Workbench): Promise<boolean> {
	try {
		const kube = await bench.connection.kube();
		return (await kube.read(query, AbortSignal.timeout(lastLookMs))) !== undefined;
	} catch {
		return true;
	}
}

async function restoreFile({path, previous, directory}: FileEntry): Promise<void> {
	if (previous !== undefined) {
		await writeFile(path, previous);
		return;
	}

	await rm(path, {force: true});
	// The directories that were made for it, unless a learner has put something there.
	for (
		let made = dirname(path);
		directory !== undefined && made.length >= directory.length;
		made = dirname(made)
	) {
		try {
			await rmdir(made);
		} catch {
			return;
		}
	}
}

function nameOf({query: {kind, name, namespace}}: ObjectEntry): string {
	return `${kind} ${name}${namespace === undefined ? '' : ` in ${namespace}`}`;
}
