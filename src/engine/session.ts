import type {Course, Language, Lesson, Step} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import type {Platform} from '../platform/platform.ts';
import {announce} from './announce.ts';
import {checkOnce, checkUntilGreen, type CheckResult} from './check.ts';
import {connectReal} from './connect-real.ts';
import {Connection, type Connect} from './connection.ts';
import type {SessionEvent} from './events.ts';
import {Journal} from './journal.ts';
import {planCourse, type PlannedLesson} from './plan.ts';
import {runActions} from './run-actions.ts';
import {tearDown, type TeardownResult} from './teardown.ts';
import {verify, type SessionResult} from './verify.ts';
import type {Workbench} from './workbench.ts';

export interface SessionOptions {
	course: Course;
	platform: Platform;
	/** The learner's directory; it must exist. */
	workspace: string;
	language: Language;
	/** doklab's own environment. */
	env: NodeJS.ProcessEnv;
	/** What shell commands have on top of it: PATH, KUBECONFIG, DOKLAB_*. */
	shellEnv?: NodeJS.ProcessEnv;
	clock: Clock;
	/** Ends whatever runs; what was made is torn down all the same. */
	signal: AbortSignal;
	/** Ids of lessons; left out or empty: all. */
	selection?: readonly string[];
	/** How often the course is walked; 1 when left out. */
	repeat?: number;
	/** The real cluster when left out. */
	connect?: Connect;
	doklabVersion: string;
}

export type Listener = (event: SessionEvent) => void;

/** A step with where it is. */
export interface Place {
	run: number;
	lesson: Lesson;
	step: Step;
}

/** Starts nothing yet. Throws UsageError when the selection names what is no lesson. */
export function createSession(options: SessionOptions): Session {
	return new Session(options);
}

/** One walk through a course: what a face drives, and the stream of events that it shows. */
export class Session {
	readonly lessons: PlannedLesson[];
	readonly repeat: number;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	readonly #options: SessionOptions;
	readonly #bench: Workbench;
	readonly #listeners = new Set<Listener>();
	#knowsVersions = false;

	constructor(options: SessionOptions) {
		const {course, platform, clock, language, workspace, signal} = options;
		this.lessons = planCourse(course, options.selection ?? [], {platform: platform.name, language});
		this.repeat = options.repeat ?? 1;
		this.clock = clock;
		this.signal = signal;
		this.#options = options;
		this.#bench = {
			connection: new Connection(platform.kubeconfig, options.connect ?? connectReal, clock),
			clock,
			language,
			root: course.root,
			workspace,
			env: {...options.env, ...options.shellEnv},
			namespace: course.namespace,
			journal: new Journal(),
		};
	}

	/** Calls `listener` with every event from now on; returns how to stop that. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	emit(event: SessionEvent): void {
		for (const listener of this.#listeners) {
			listener(event);
		}
	}

	/** Proves the course: see "The verification contract" in CONTRIBUTING.md. Never rejects. */
	verify(): Promise<SessionResult> {
		return verify(this);
	}

	/** Says what will be walked. */
	async start(): Promise<void> {
		const {course, platform, language, doklabVersion} = this.#options;
		// A cluster that a lesson is yet to make has no version.
		const versions: Record<string, string> = await platform.versions(this.signal).catch(() => ({}));
		this.#knowsVersions = 'kubernetes' in versions;
		this.signal.throwIfAborted();
		this.emit(
			announce({
				course,
				platform: platform.name,
				language,
				versions: {doklab: doklabVersion, ...versions},
				lessons: this.lessons,
				repeat: this.repeat,
			}),
		);
	}

	/** Says what the cluster is made of, as soon as a lesson has made one; once. */
	async findVersions(): Promise<void> {
		if (this.#knowsVersions) {
			return;
		}

		const versions: Record<string, string> = await this.#options.platform
			.versions(this.signal)
			.catch(() => ({}));
		this.#knowsVersions = 'kubernetes' in versions;
		if (this.#knowsVersions) {
			this.emit({type: 'versionsFound', versions});
		}
	}

	/** Looks at each check once, before the step's actions. */
	async lookBefore(place: Place): Promise<CheckResult[]> {
		return this.#concurrently(place.step.checks, async (check, signal) => {
			const result = await checkOnce(check, this.#bench, signal);
			this.emit({type: 'checkChanged', check: check.id, phase: 'before', state: result.state, ...at(place)});
			return result;
		});
	}

	/** Runs the step's actions in order. Throws what the first that fails throws. */
	async act(place: Place): Promise<void> {
		const emit = (event: SessionEvent) => this.emit(event);
		await runActions(place.step, this.#bench, {at: at(place), signal: this.signal, emit});
	}

	/** Waits for all of the step's checks at once; returns when each is green or red. */
	async watch(place: Place): Promise<CheckResult[]> {
		return this.#concurrently(place.step.checks, async (check, signal) => {
			const show = (state: CheckResult['state']) =>
				this.emit({type: 'checkChanged', check: check.id, phase: 'after', state, ...at(place)});
			const result = await checkUntilGreen(check, this.#bench, signal, show);
			show(result.state);
			return result;
		});
	}

	/** Undoes what was made since the last time, also when the session is cancelled. Never rejects. */
	async tearDown(run: number): Promise<TeardownResult> {
		const started = this.clock.now();
		this.emit({type: 'teardownStarted', run});
		const onProgress = (text: string) => this.emit({type: 'teardownProgress', run, text});
		const result = await tearDown(this.#bench, this.#options.platform, onProgress);
		const {ok, remaining, message} = result;
		const durationMs = this.clock.now() - started;
		this.emit({
			type: 'teardownFinished',
			run,
			ok,
			durationMs,
			remaining,
			...(message !== undefined && {message}),
		});
		return result;
	}

	/** Lets go of the cluster. */
	close(): void {
		this.#bench.connection.close();
	}

	/** Runs `work` for all at once; when one throws, the others are ended and waited for. */
	async #concurrently<T, R>(
		items: readonly T[],
		work: (item: T, signal: AbortSignal) => Promise<R>,
	): Promise<R[]> {
		const controller = new AbortController();
		const signal = AbortSignal.any([this.signal, controller.signal]);
		const running = items.map((item) => work(item, signal));
		try {
			return await Promise.all(running);
		} finally {
			controller.abort();
			await Promise.allSettled(running);
		}
	}
}

function at({run, lesson, step}: Place): {run: number; lesson: string; step: string} {
	return {run, lesson: lesson.id, step: step.id};
}
