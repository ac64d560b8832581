import type {Clock} from '../lib/clock.ts';
import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {Platform} from '../platform/platform.ts';
import type {Connect} from './connection.ts';
import {InteractiveSession} from './workshop/interactive-session.ts';
import type {WorkshopEvent, WorkshopSummary} from './workshop-events.ts';

export interface WorkshopOptions {
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
	/** Where progress is kept; of one course on one platform. */
	progressFile: string;
	/** The real cluster when left out. */
	connect?: Connect;
	doklabVersion: string;
}

/** An interactive session: everything that a face can do, and the stream of events that it shows. */
export interface Workshop {
	readonly course: Course;
	readonly platform: PlatformName;
	/** Calls `listener` with every event from now on; returns how to stop that. */
	subscribe(listener: (event: WorkshopEvent) => void): () => void;
	/**
	 * Reads progress, focuses where the learner was (or `lesson`), holds progress against the cluster. Emits at once
	 * sessionStarted, focusChanged and lessonChanged for each lesson, as progress has it; then lessonChanged for those
	 * that are not there any more, and resumed. Throws UsageError when `lesson` is none of this platform's.
	 */
	open(lesson?: string): Promise<void>;
	/** Focuses a step, a lesson's first open one where none is named: its checks are watched from now on. */
	focus(lesson: string, step?: string): void;
	/** Goes on to the next step, or the next lesson's first; a step that is only read is proved by that. */
	next(): void;
	previous(): void;
	/** Runs the focused step's actions. Never rejects: a failure is in the events. Does nothing while busy. */
	run(): Promise<void>;
	/** Ends what runs now: actions, replay, reset, rebuild. */
	cancel(): void;
	isBusy(): boolean;
	/** Looks at the focused step's checks anew, with their full time. */
	verifyAgain(): void;
	/** Shows the next tier of hints; after the last the same again. */
	hint(): void;
	/** Ids of the lessons that must be replayed before this one can be done, in order. */
	missingFor(lesson: string): Promise<string[]>;
	/** Does these lessons' steps, and waits for their checks; stops at the first failure. */
	replay(lessons: string[]): Promise<void>;
	/** Undoes what this lesson made, and forgets that it, and what builds on it, was proved. */
	reset(lesson: string): Promise<void>;
	/** Brings the cluster back and replays what was proved on the one that is gone. */
	rebuild(): Promise<void>;
	/** The messages of checks come anew. */
	setLanguage(language: Language): void;
	/** The manifest of an apply action, as written. Rejects with node's error when it cannot be read. */
	manifest(file: string): Promise<{text: string}>;
	/**
	 * The manifest as it lives in the cluster: with the values that are there now. Undefined: nothing of it is there;
	 * `message`: what is not, or why it cannot be seen.
	 */
	live(file: string): Promise<{text: string | undefined; message?: string}>;
	summary(): Promise<WorkshopSummary>;
	/** The Pod that is primary now, for psql. */
	primary(): {namespace: string; pod: string} | undefined;
	/** Lets go of everything; progress is saved. */
	close(): Promise<void>;
}

/** Starts nothing yet. */
export function createWorkshop(options: WorkshopOptions): Workshop {
	return new InteractiveSession(options);
}
