import type {Pod} from '../kinds/objects.ts';
import type {Sandbox} from '../runtime/types.ts';
import type {KubeletContext} from './context.ts';
import {sandboxSpec} from './sandbox-spec.ts';

/** A sandbox that could not be made is tried again after this long. */
const RETRY_MS = 10_000;

/** The sandbox of one Pod, made anew when it ends by itself. */
export class PodSandbox {
	readonly #context: KubeletContext;
	readonly #onLost: () => void;
	#current: Sandbox | undefined;
	#hadOne: boolean;
	#retryAt = 0;

	/** `hadOne`: the Pod had a sandbox before this process; `onLost`: it ended without being told to. */
	constructor(context: KubeletContext, hadOne: boolean, onLost: () => void) {
		this.#context = context;
		this.#hadOne = hadOne;
		this.#onLost = onLost;
	}

	get current(): Sandbox | undefined {
		return this.#current;
	}

	/** When one that failed may be tried again, in milliseconds since the epoch. */
	get retryAt(): number {
		return this.#retryAt;
	}

	/** Makes it; a failure becomes an event and is tried again later. */
	async create(pod: Pod): Promise<void> {
		const recorder = this.#context.recorder(pod.spec.nodeName ?? '');
		if (this.#hadOne) {
			recorder.event(
				pod,
				'Normal',
				'SandboxChanged',
				'Pod sandbox changed, it will be killed and re-created.',
			);
		}

		try {
			if (pod.spec.hostNetwork) {
				throw new Error("hostNetwork is not available: the playground's nodes share one network");
			}

			const sandbox = await this.#context.runtime.createSandbox(sandboxSpec(this.#context, pod));
			this.#current = sandbox;
			this.#hadOne = true;
			void sandbox.exited.then(() => this.#ended(sandbox));
		} catch (error) {
			this.#retryAt = this.#context.clock.now() + RETRY_MS;
			const message = `Failed to create pod sandbox: ${(error as Error).message}`;
			recorder.event(pod, 'Warning', 'FailedCreatePodSandBox', message);
		}
	}

	/** Ends it, and all that still runs in it. */
	async stop(): Promise<void> {
		const sandbox = this.#current;
		this.#current = undefined;
		await sandbox?.stop();
	}

	#ended(sandbox: Sandbox): void {
		if (this.#current === sandbox) {
			this.#current = undefined;
			this.#onLost();
		}
	}
}
