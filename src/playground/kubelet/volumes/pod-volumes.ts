import type {Pod} from '../../kinds/objects.ts';
import type {KubeletContext} from '../context.ts';
import type {PodFacts} from '../env/field-ref.ts';
import type {PodPaths} from '../pod-paths.ts';
import {type MountedVolume, mountVolumes} from './mount-volumes.ts';
import {createPayloadWriter} from './write-payload.ts';

/** Wait after the first failed mount, doubled each time. Kubernetes: exponentialbackoff, 500 ms to 122 s. */
const INITIAL_MS = 500;
const MAXIMUM_MS = 122_000;

/** The volumes of one Pod over time: mounted once, with back-off, and kept up to date afterwards. */
export class PodVolumes {
	/** What is mounted, by the volume's name. */
	readonly volumes = new Map<string, MountedVolume>();
	readonly #context: KubeletContext;
	readonly #paths: PodPaths;
	readonly #writer = createPayloadWriter();
	#mounted = false;
	#stale = false;
	#delay = 0;
	#retryAt = 0;

	constructor(context: KubeletContext, paths: PodPaths) {
		this.#context = context;
		this.#paths = paths;
	}

	get mounted(): boolean {
		return this.#mounted;
	}

	/** When a failed mount may be tried again, in milliseconds since the epoch. */
	get retryAt(): number {
		return this.#retryAt;
	}

	/** What volumes are made from has changed. */
	refresh(): void {
		this.#stale = true;
		this.#retryAt = 0;
		this.#delay = 0;
	}

	/** Mounts all of them; a FailedMount event for each that cannot be. */
	async mount(pod: Pod, facts: PodFacts): Promise<void> {
		this.#stale = false;
		if (await this.#mount(pod, facts, false)) {
			this.#mounted = true;
			return;
		}

		this.#delay = Math.min(this.#delay === 0 ? INITIAL_MS : this.#delay * 2, MAXIMUM_MS);
		this.#retryAt = this.#context.clock.now() + this.#delay;
	}

	/** Writes the files of changed ConfigMaps and the like; does nothing when nothing has changed. */
	async bringUpToDate(pod: Pod, facts: PodFacts): Promise<void> {
		if (this.#stale && this.#mounted && pod.metadata.deletionTimestamp === undefined) {
			this.#stale = false;
			await this.#mount(pod, facts, true);
		}
	}

	async #mount(pod: Pod, facts: PodFacts, generatedOnly: boolean): Promise<boolean> {
		const options = {paths: this.#paths, facts, writer: this.#writer, generatedOnly};
		const {volumes, failures} = await mountVolumes(this.#context, pod, options);
		for (const [name, volume] of volumes) {
			this.volumes.set(name, volume);
		}

		const recorder = this.#context.recorder(pod.spec.nodeName ?? '');
		for (const {volume, message} of failures) {
			recorder.event(
				pod,
				'Warning',
				'FailedMount',
				`MountVolume.SetUp failed for volume "${volume}" : ${message}`,
			);
		}

		return failures.length === 0;
	}
}
