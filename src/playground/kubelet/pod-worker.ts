import {rm} from 'node:fs/promises';
import type {Pod} from '../kinds/objects.ts';
import {type ContainerRecord, fieldPathOf} from './container-record.ts';
import {ContainerRunner} from './container-runner.ts';
import type {KubeletContext} from './context.ts';
import type {PodFacts} from './env/field-ref.ts';
import {goDuration} from './go-duration.ts';
import {planPod, type PodView, type Step} from './plan.ts';
import {type PodPaths, podPaths} from './pod-paths.ts';
import {PodSandbox} from './pod-sandbox.ts';
import {forgetInit, restoreRecords} from './restore-records.ts';
import {removeFromApi, writeStatus} from './status/write-status.ts';
import {PodVolumes} from './volumes/pod-volumes.ts';

/** A sync that failed is tried again after this long. */
const RETRY_MS = 10_000;
/** Grace for containers of a Pod that is no longer in the API at all. */
const ORPHAN_GRACE_MS = 1000;

/** Keeps one Pod as it should be: plans, applies the plan, writes the status, waits for the next reason. */
export class PodWorker {
	/** Settles when nothing of the Pod is left. */
	readonly gone: Promise<void>;
	readonly paths: PodPaths;
	readonly runners: readonly ContainerRunner[];
	readonly #context: KubeletContext;
	readonly #volumes: PodVolumes;
	readonly #ending = new AbortController();
	#pod: Pod;
	#inApi = true;
	readonly #sandbox: PodSandbox;
	#failure: {reason: string; message: string} | undefined;
	#dirty = false;
	#loop: Promise<void> | undefined;
	#closed = false;
	#cancelTimer = () => {};
	#resolveGone = () => {};
	readonly #after: Promise<void>;

	/** `after`: the end of an earlier Pod of the same name, whose volumes this one may use too. */
	constructor(context: KubeletContext, pod: Pod, after: Promise<void>) {
		this.#context = context;
		this.#pod = pod;
		this.#after = after;
		this.paths = podPaths(context.paths.pods, pod);
		this.#volumes = new PodVolumes(context, this.paths);
		this.gone = new Promise((resolve) => {
			this.#resolveGone = resolve;
		});
		const records = restoreRecords(pod, context.clock.now());
		this.runners = records.map(
			(record) => new ContainerRunner(context, pod, record, this.paths, () => this.wake()),
		);
		const hadOne = records.some(({attempt}) => attempt >= 0);
		this.#sandbox = new PodSandbox(context, hadOne, () => {
			forgetInit(this.#records());
			this.wake();
		});
		if (pod.status.phase === 'Failed' && pod.status.reason !== undefined) {
			this.#failure = {reason: pod.status.reason, message: pod.status.message ?? ''};
		}
	}

	get pod(): Pod {
		return this.#pod;
	}

	/** Looks at the Pod soon: something may have changed. */
	wake(): void {
		this.#dirty = true;
		this.#loop ??= this.#run();
	}

	/** The Pod has changed in the API; `gone`: it is no longer there. */
	update(pod: Pod, gone: boolean): void {
		this.#pod = pod;
		this.#inApi &&= !gone;
		for (const {record} of this.runners) {
			const specs = record.role === 'main' ? pod.spec.containers : (pod.spec.initContainers ?? []);
			record.spec = specs.find(({name}) => name === record.spec.name) ?? record.spec;
		}

		if (this.#isEnding() !== 'no') {
			this.#ending.abort(new Error('the Pod is to end'));
			this.#shortenStops();
		}

		this.wake();
	}

	/** Something that the Pod refers to has changed (a ConfigMap, a Secret, a claim). */
	refresh(): void {
		this.#volumes.refresh();
		for (const {record} of this.runners) {
			if (record.waiting?.reason === 'CreateContainerConfigError') {
				record.retryAt = undefined;
			}
		}

		this.wake();
	}

	/** Lets go of the Pod as it is. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#cancelTimer();
		this.#ending.abort(new Error('the kubelet is closed'));
		for (const runner of this.runners) {
			runner.close();
		}

		await this.#loop;
	}

	async #run(): Promise<void> {
		await this.#after;
		while (this.#dirty && !this.#closed) {
			this.#dirty = false;
			this.#cancelTimer();
			try {
				await this.#sync();
			} catch (error) {
				this.#context.log(`kubelet: ${this.#name()}: ${(error as Error).stack ?? String(error)}`);
				this.#wakeAt(this.#context.clock.now() + RETRY_MS);
			}
		}

		this.#loop = undefined;
	}

	async #sync(): Promise<void> {
		this.#checkDeadline();
		this.#writeStatus();
		const plan = planPod(this.#view(), this.#context.clock.now());
		for (const step of plan.steps) {
			if (this.#closed || (step.type === 'start' && this.#isEnding() !== 'no')) {
				break;
			}

			await this.#apply(step);
			this.#writeStatus();
		}

		if (plan.steps.length > 0) {
			this.#dirty = true;
		} else if (plan.wakeAt !== undefined) {
			this.#wakeAt(plan.wakeAt);
		}

		await this.#volumes.bringUpToDate(this.#pod, this.#facts());
	}

	#view(): PodView {
		const {restartPolicy, activeDeadlineSeconds} = this.#pod.spec;
		const startTime = Date.parse(this.#pod.status.startTime ?? '');
		return {
			restartPolicy,
			ending: this.#isEnding(),
			deadline: activeDeadlineSeconds === undefined ? undefined : startTime + activeDeadlineSeconds * 1000,
			volumes: this.#volumes.mounted ? 'mounted' : 'due',
			mountAt: this.#volumes.retryAt,
			sandbox: this.#sandbox.current ? 'ready' : 'absent',
			sandboxAt: this.#sandbox.retryAt,
			records: this.#records(),
		};
	}

	async #apply(step: Step): Promise<void> {
		switch (step.type) {
			case 'mount':
				return this.#volumes.mount(this.#pod, this.#facts());
			case 'createSandbox':
				return this.#sandbox.create(this.#pod);
			case 'start':
				return this.#start(step.record);
			case 'backOff':
				return this.#backOff(step.record, step.delay);
			case 'stop':
				return this.#runnerOf(step.record).stop(step.message, this.#graceMs());
			case 'stopSandbox':
				return this.#sandbox.stop();
			case 'remove':
				return this.#remove();
		}
	}

	async #start(record: ContainerRecord): Promise<void> {
		const sandbox = this.#sandbox.current;
		if (sandbox) {
			const {volumes} = this.#volumes;
			const inputs = {pod: this.#pod, sandbox, facts: this.#facts(), volumes, signal: this.#ending.signal};
			await this.#runnerOf(record).start(inputs);
		}
	}

	#backOff(record: ContainerRecord, delay: number): void {
		const {name} = record.spec;
		record.waiting = {
			reason: 'CrashLoopBackOff',
			message: `back-off ${goDuration(delay)} restarting failed container=${name} pod=${this.#name()}`,
		};
		const message = `Back-off restarting failed container ${name} in pod ${this.#name()}`;
		const recorder = this.#context.recorder(this.#pod.spec.nodeName ?? '');
		recorder.event(this.#pod, 'Warning', 'BackOff', message, {fieldPath: fieldPathOf(record)});
	}

	// The status is the last word about the Pod; what is left on disk goes, and then the object.
	async #remove(): Promise<void> {
		await rm(this.paths.root, {recursive: true, force: true}).catch((error: Error) => {
			// The next start removes it: a Pod must not stay for ever because of a file.
			this.#context.log(`kubelet: ${this.#name()}: ${error.message}`);
		});
		this.#writeStatus();
		if (this.#inApi) {
			removeFromApi(this.#context.registry, this.#pod);
		}

		this.#inApi = false;
		this.#closed = true;
		this.#resolveGone();
	}

	#checkDeadline(): void {
		const {deadline} = this.#view();
		if (deadline !== undefined && this.#context.clock.now() >= deadline && this.#isEnding() === 'no') {
			const message = 'Pod was active on the node longer than the specified deadline';
			this.#failure = {reason: 'DeadlineExceeded', message};
			const recorder = this.#context.recorder(this.#pod.spec.nodeName ?? '');
			recorder.event(this.#pod, 'Normal', 'DeadlineExceeded', message);
		}
	}

	#writeStatus(): void {
		if (!this.#inApi || this.#closed) {
			return;
		}

		const records = this.#records();
		const running = records.some(({state}) => state.kind === 'running');
		// A deleted Pod's end is told once, when its sandbox has gone too.
		if (this.#isEnding() === 'deleted' && !running && this.#sandbox.current) {
			return;
		}

		this.#pod = writeStatus(this.#context.registry, this.#pod, {
			records,
			sandboxIp: this.#sandbox.current?.ip,
			hostIp: this.#facts().hostIp,
			now: this.#context.clock.now(),
			ended: this.#isEnding() !== 'no' && !running,
			failure: this.#failure,
		});
	}

	#isEnding(): PodView['ending'] {
		if (!this.#inApi || this.#pod.metadata.deletionTimestamp !== undefined) {
			return 'deleted';
		}

		return this.#failure ? 'failed' : 'no';
	}

	#graceMs(): number {
		const {deletionGracePeriodSeconds} = this.#pod.metadata;
		const seconds = deletionGracePeriodSeconds ?? this.#pod.spec.terminationGracePeriodSeconds;
		return this.#inApi ? seconds * 1000 : ORPHAN_GRACE_MS;
	}

	#shortenStops(): void {
		for (const runner of this.runners) {
			if (runner.record.state.kind === 'running' && runner.record.state.stopping) {
				runner.stop('', this.#graceMs());
			}
		}
	}

	#facts(): PodFacts {
		return {
			podIp: this.#sandbox.current?.ip,
			hostIp: this.#context.nodeAddresses(this.#pod.spec.nodeName ?? ''),
		};
	}

	#records(): ContainerRecord[] {
		return this.runners.map(({record}) => record);
	}

	#runnerOf(record: ContainerRecord): ContainerRunner {
		const found = this.runners.find((runner) => runner.record === record);
		if (!found) {
			throw new Error(`no runner for container ${record.spec.name}`);
		}

		return found;
	}

	#wakeAt(time: number): void {
		this.#cancelTimer();
		this.#cancelTimer = this.#context.clock.after(Math.max(time - this.#context.clock.now(), 0), () =>
			this.wake(),
		);
	}

	/** `name_namespace(uid)`, as kubelet messages name a Pod. */
	#name(): string {
		const {name, namespace, uid} = this.#pod.metadata;
		return `${name}_${namespace}(${uid})`;
	}
}
