import {rm} from 'node:fs/promises';
import type {Pod} from '../kinds/objects.ts';
import {
	type ContainerExit,
	type RunningContainer,
	type Sandbox,
	type StandIn,
	StartError,
} from '../runtime/types.ts';
import {nextBackoff} from './backoff.ts';
import {type ContainerRecord, fieldPathOf} from './container-record.ts';
import {containerSpec} from './container-spec.ts';
import type {KubeletContext} from './context.ts';
import type {PodFacts} from './env/field-ref.ts';
import {runHook} from './hooks.ts';
import {ensureImage} from './images.ts';
import {NotStarted} from './not-started.ts';
import type {PodPaths} from './pod-paths.ts';
import {type ContainerHealth, type ProbeKind, watchHealth} from './probes/container-health.ts';
import type {Target} from './probes/types.ts';
import {ConfigError} from './security.ts';
import {kubeTime} from './status/kube-time.ts';
import {stopContainer, type Stopping} from './stop-container.ts';
import {terminationMessage} from './termination-message.ts';
import type {MountedVolume} from './volumes/mount-volumes.ts';

/** When a container that failed for its configuration is tried again without anything having changed. */
const RETRY_MS = 10_000;

export interface StartInputs {
	pod: Pod;
	sandbox: Sandbox;
	facts: PodFacts;
	volumes: ReadonlyMap<string, MountedVolume>;
	/** Aborted when the Pod is to end: cuts the postStart hook short. */
	signal: AbortSignal;
}

interface Current {
	target: Target;
	image: StandIn;
	attempt: number;
	health?: ContainerHealth;
	stopping?: Stopping;
	/** Settles when the record says that it has ended. */
	recorded: Promise<void>;
}

/** Starts, watches and ends one container of a Pod, and keeps its record. */
export class ContainerRunner {
	readonly record: ContainerRecord;
	readonly #context: KubeletContext;
	readonly #paths: PodPaths;
	readonly #onChange: () => void;
	#pod: Pod;
	#current: Current | undefined;
	#closed = false;

	/** `onChange` is called whenever the record has changed by itself (an exit, a probe). */
	constructor(
		context: KubeletContext,
		pod: Pod,
		record: ContainerRecord,
		paths: PodPaths,
		onChange: () => void,
	) {
		this.#context = context;
		this.#pod = pod;
		this.record = record;
		this.#paths = paths;
		this.#onChange = onChange;
	}

	/** The newest start, while it runs; `ended` settles after its exit is recorded and its log is complete. */
	get current(): {container: RunningContainer; attempt: number; ended: Promise<void>} | undefined {
		const current = this.#current;
		return (
			current && {container: current.target.container, attempt: current.attempt, ended: current.recorded}
		);
	}

	/** Starts the container once; why it could not be done stands in the record. Does not throw. */
	async start(inputs: StartInputs): Promise<void> {
		this.#pod = inputs.pod;
		try {
			await this.#tryStart(inputs);
		} catch (error) {
			this.#notStarted(error as Error);
		}
	}

	/** Ends the container within `graceMs`; called again, it only ever shortens the time. */
	stop(message: string, graceMs: number): void {
		const {state} = this.record;
		const current = this.#current;
		if (!current || state.kind !== 'running') {
			return;
		}

		if (current.stopping) {
			current.stopping.shorten(graceMs);
			return;
		}

		state.stopping = true;
		this.#say('Normal', 'Killing', message);
		current.health?.stopping();
		current.stopping = stopContainer({
			target: current.target,
			stopSignal: current.image.stopSignal,
			graceMs,
			onHookFailed: () => this.#say('Warning', 'FailedPreStopHook', 'PreStopHook failed'),
		});
	}

	/** Stops watching; what happens from now on is not recorded. */
	close(): void {
		this.#closed = true;
		this.#current?.health?.close();
		this.#current?.stopping?.close();
	}

	async #tryStart(inputs: StartInputs): Promise<void> {
		const {record} = this;
		const {pod, sandbox, facts} = inputs;
		const image = await ensureImage(this.#context, pod, record);
		const attempt = record.attempt + 1;
		const options = {...inputs, container: record.spec, attempt, image, paths: this.#paths};
		const {spec, skipped} = await containerSpec(this.#context, options).catch((error: Error) => {
			throw error instanceof ConfigError ? error : this.#notCreated(error);
		});
		for (const {source, keys} of skipped) {
			this.#say(
				'Warning',
				'InvalidEnvironmentVariableNames',
				`Keys [${keys.join(', ')}] from the EnvFrom ${source} were skipped since they are considered invalid environment variable names.`,
			);
		}

		this.#beginAttempt(attempt, image, spec.user);
		this.#say('Normal', 'Created', 'Container created');
		const container = await sandbox.startContainer(spec);
		this.#say('Normal', 'Started', 'Container started');
		await this.#run(
			{container, spec: record.spec, podIp: facts.podIp ?? '', clock: this.#context.clock},
			image,
			inputs.signal,
		);
	}

	#beginAttempt(attempt: number, image: StandIn, user: ContainerRecord['user']): void {
		const {record} = this;
		if (record.state.kind === 'terminated') {
			record.restart = nextBackoff(record.restart, record.state.finishedAt, this.#context.clock.now());
			record.last = record.state.terminated;
		}

		record.state = {kind: 'none'};
		record.attempt = attempt;
		record.waiting = undefined;
		record.retryAt = undefined;
		record.imageId = image.imageId;
		record.user = user;
	}

	async #run(target: Target, image: StandIn, signal: AbortSignal): Promise<void> {
		const {record} = this;
		const {container, spec} = target;
		record.state = {
			kind: 'running',
			containerId: container.id,
			image: spec.image,
			startedAt: container.startedAt,
			started: false,
			ready: false,
			stopping: false,
		};
		const recorded = container.exited.then((exit) => this.#ended(target, exit));
		const current: Current = {target, image, attempt: record.attempt, recorded};
		this.#current = current;
		if (spec.lifecycle?.postStart && !(await this.#postStart(target, signal))) {
			return;
		}

		if (!this.#closed && this.#current === current) {
			this.#watch(current);
		}
	}

	// True when it went well.
	async #postStart(target: Target, signal: AbortSignal): Promise<boolean> {
		try {
			await runHook(target.spec.lifecycle?.postStart ?? {}, target, signal);
			return true;
		} catch {
			if (!signal.aborted) {
				this.#say('Warning', 'FailedPostStartHook', 'PostStartHook failed');
				this.stop('FailedPostStartHook', this.#pod.spec.terminationGracePeriodSeconds * 1000);
			}

			return false;
		}
	}

	#watch(current: Current): void {
		const {record} = this;
		const {state} = record;
		if (state.kind !== 'running') {
			return;
		}

		// An init container has no probes; a sidecar has them all.
		if (record.role === 'init') {
			state.started = true;
			return;
		}

		const changed = (change: () => void) => {
			if (record.state === state) {
				change();
				this.#onChange();
			}
		};
		current.health = watchHealth(current.target, {
			onStarted: () => changed(() => (state.started = true)),
			onReady: (ready) => changed(() => (state.ready = ready)),
			onUnhealthy: (message) => this.#say('Warning', 'Unhealthy', message),
			onDead: (kind) => this.#dead(kind),
		});
	}

	#dead(kind: ProbeKind): void {
		const {name, startupProbe, livenessProbe} = this.record.spec;
		const probe = kind === 'Startup' ? startupProbe : livenessProbe;
		const seconds = probe?.terminationGracePeriodSeconds ?? this.#pod.spec.terminationGracePeriodSeconds;
		this.stop(`Container ${name} failed ${kind.toLowerCase()} probe, will be restarted`, seconds * 1000);
		this.#onChange();
	}

	async #ended({container, spec}: Target, exit: ContainerExit): Promise<void> {
		const {record} = this;
		const {attempt} = record;
		const {name} = spec;
		this.#current?.stopping?.close();
		const files = {
			message: this.#paths.terminationMessage(name, attempt),
			log: this.#paths.log(name, attempt),
		};
		const message = await terminationMessage(spec, exit.exitCode, files);
		this.#current?.health?.close();
		this.#current = undefined;
		if (this.#closed) {
			return;
		}

		record.waiting = undefined;
		record.state = {
			kind: 'terminated',
			finishedAt: exit.finishedAt,
			terminated: {
				exitCode: exit.exitCode,
				reason: exit.oomKilled ? 'OOMKilled' : exit.exitCode === 0 ? 'Completed' : 'Error',
				...(message === undefined ? {} : {message}),
				startedAt: kubeTime(container.startedAt),
				finishedAt: kubeTime(exit.finishedAt),
				containerID: container.id,
			},
		};
		this.#onChange();
		// As a node keeps them: the newest start's files and those of the one before.
		await rm(this.#paths.log(name, attempt - 2), {force: true}).catch(() => {});
		await rm(this.#paths.terminationMessage(name, attempt - 2), {force: true}).catch(() => {});
	}

	// Nothing of the spec's: a full disk, a file that is in the way.
	#notCreated(error: Error): NotStarted {
		this.#say('Warning', 'Failed', `Error: ${error.message}`);
		const retryAt = this.#context.clock.now() + RETRY_MS;
		return new NotStarted('CreateContainerError', error.message, retryAt, {cause: error});
	}

	#notStarted(error: Error): void {
		const {record} = this;
		const now = this.#context.clock.now();
		if (error instanceof NotStarted) {
			record.waiting = {reason: error.reason, message: error.message};
			record.retryAt = error.retryAt;
			return;
		}

		this.#say('Warning', 'Failed', `Error: ${error.message}`);
		if (error instanceof ConfigError) {
			record.waiting = {reason: 'CreateContainerConfigError', message: error.message};
			record.retryAt = now + RETRY_MS;
			return;
		}

		record.waiting = {reason: 'RunContainerError', message: error.message};
		record.state = {
			kind: 'terminated',
			finishedAt: now,
			terminated: {
				exitCode: error instanceof StartError ? error.exitCode : 128,
				reason: 'StartError',
				message: error.message,
				startedAt: kubeTime(0),
				finishedAt: kubeTime(now),
			},
		};
	}

	#say(type: 'Normal' | 'Warning', reason: string, message: string): void {
		if (!this.#closed) {
			const recorder = this.#context.recorder(this.#pod.spec.nodeName ?? '');
			recorder.event(this.#pod, type, reason, message, {fieldPath: fieldPathOf(this.record)});
		}
	}
}
