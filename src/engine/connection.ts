import {stat} from 'node:fs/promises';
import {KubeError} from '../kube/kube-error.ts';
import type {Kube, Observer, Query} from '../kube/kube.ts';
import {sleep, type Clock} from '../lib/clock.ts';

/** Opens the cluster of a kubeconfig: kube/connect.ts, or a fake. */
export type Connect = (kubeconfig: string, options: {clock: Clock}) => Promise<Kube>;

const pauseMs = 250;
const longestPauseMs = 1000;

/** The cluster as it comes and goes: a lesson may create it, delete it, or set another namespace. */
export class Connection {
	readonly kubeconfig: string;
	readonly #connect: Connect;
	readonly #clock: Clock;
	/** `renewed` is aborted when the kubeconfig has become another: what observes with the old client starts anew. */
	#open: {kube: Kube; version: number; renewed: AbortController} | undefined;

	constructor(kubeconfig: string, connect: Connect, clock: Clock) {
		this.kubeconfig = kubeconfig;
		this.#connect = connect;
		this.#clock = clock;
	}

	/** The client of the kubeconfig as it now is. Throws KubeError, passing while there is none. */
	async kube(): Promise<Kube> {
		const version = await stat(this.kubeconfig).then(
			({mtimeMs}) => mtimeMs,
			() => 0,
		);
		if (this.#open?.version !== version) {
			this.close();
			const kube = await this.#connect(this.kubeconfig, {clock: this.#clock});
			// Another caller may have been faster.
			if (this.#open === undefined) {
				this.#open = {kube, version, renewed: new AbortController()};
			} else {
				kube.close();
			}
		}

		return this.#open.kube;
	}

	/** Observes once there is a cluster, and the next one when it is replaced; see Kube.observe. */
	async observe(query: Query, observer: Observer, signal: AbortSignal): Promise<void> {
		let pause = pauseMs;
		const onChange: Observer['onChange'] = (objects) => {
			pause = pauseMs;
			observer.onChange(objects);
		};
		const onTrouble: Observer['onTrouble'] = (error) => {
			observer.onTrouble(error);
			// Notices that the kubeconfig is another by now.
			this.kube().catch(() => undefined);
		};
		while (!signal.aborted) {
			let renewed: AbortSignal | undefined;
			try {
				const kube = await this.kube();
				renewed = this.#open?.renewed.signal;
				const inner = renewed === undefined ? signal : AbortSignal.any([signal, renewed]);
				await kube.observe(query, {onChange, onTrouble}, inner);
			} catch (error) {
				const isPassing = error instanceof KubeError && error.passing;
				if (!isPassing && renewed?.aborted !== true) {
					throw error;
				}

				observer.onTrouble(error as Error);
				await sleep(this.#clock, pause, signal).catch(() => undefined);
				pause = Math.min(longestPauseMs, pause * 1.5);
			}
		}
	}

	/** Calls `request` again, with pauses, for as long as it fails with an error that can pass and `isRetried` agrees. */
	async persist<T>(
		request: (kube: Kube) => Promise<T>,
		signal: AbortSignal,
		isRetried: (error: KubeError) => boolean = (error) => error.passing,
	): Promise<T> {
		for (;;) {
			try {
				return await request(await this.kube());
			} catch (error) {
				if (signal.aborted || !(error instanceof KubeError && isRetried(error))) {
					throw error;
				}

				// The time that is given is over: what the server said last explains more than that.
				await sleep(this.#clock, pauseMs, signal).catch(() => {
					throw error;
				});
			}
		}
	}

	/** Returns once the object is gone, or another one has its name. */
	async gone(query: Query & {name: string}, uid: string | undefined, signal: AbortSignal): Promise<void> {
		const found = new AbortController();
		const onChange: Observer['onChange'] = (objects) => {
			if (!objects.some(({metadata}) => uid === undefined || metadata.uid === uid)) {
				found.abort();
			}
		};
		await this.observe(
			query,
			{onChange, onTrouble: () => undefined},
			AbortSignal.any([found.signal, signal]),
		);
		if (!found.signal.aborted) {
			signal.throwIfAborted();
		}
	}

	close(): void {
		const open = this.#open;
		this.#open = undefined;
		open?.renewed.abort();
		open?.kube.close();
	}
}
