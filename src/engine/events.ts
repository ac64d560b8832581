import type {ActionType, Language, PlatformName} from '../lesson/types.ts';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'notRun';

/** Who is to blame for a failure, and so the exit code: 1, 3 or 4. */
export type Blame = 'lesson' | 'environment' | 'doklab';

/** A difference between what was expected and what was found. */
export interface Mismatch {
	/** Where in the object, `status.readyReplicas`; empty for a plain value. */
	path: string;
	expected: string;
	found: string;
}

/** The state of a check at one moment. */
export interface CheckState {
	status: 'waiting' | 'green' | 'red';
	/** How often it was evaluated. */
	attempts: number;
	durationMs: number;
	/** One line each, for people: what should be, what is. */
	expected: string;
	found: string;
	mismatches: Mismatch[];
	/** Why it is not green yet, in the session's language: whyNot, failFast, or the server's words. */
	message: string | undefined;
	/** What an engineer would look at next: events, waiting reasons, last log lines; only on red. */
	evidence: Array<{title: string; lines: string[]}>;
}

interface InStep {
	lesson: string;
	step: string;
	/** 1 for the first run of --repeat. */
	run: number;
}

/** Everything that happens in a session, in order. A face needs nothing else. */
export type SessionEvent =
	| {
			type: 'sessionStarted';
			course: string;
			title: string;
			platform: PlatformName;
			language: Language;
			/** Tools and components, e.g. {doklab: '0.1.0', kubernetes: '1.36.2', postgres: '15.18'}. */
			versions: Record<string, string>;
			/** What will be walked; reason: why it is skipped. */
			lessons: Array<{
				id: string;
				title: string;
				skipped?: string;
				steps: Array<{
					id: string;
					title: string;
					skipped?: string;
					checks: Array<{id: string; title: string}>;
				}>;
			}>;
			repeat: number;
	  }
	/** What the cluster is made of, once there is one. */
	| {type: 'versionsFound'; versions: Record<string, string>}
	| {type: 'runStarted'; run: number}
	| {type: 'lessonStarted'; run: number; lesson: string}
	| ({type: 'stepStarted'} & InStep)
	| ({type: 'actionStarted'; index: number; action: ActionType; command: string} & InStep)
	| ({type: 'actionOutput'; index: number; stream: 'stdout' | 'stderr'; text: string} & InStep)
	| ({type: 'actionFinished'; index: number; durationMs: number; ok: boolean; message?: string} & InStep)
	/** phase 'before': red is right. */
	| ({type: 'checkChanged'; check: string; phase: 'before' | 'after'; state: CheckState} & InStep)
	| ({type: 'stepFinished'; outcome: Outcome; reason?: string; blame?: Blame; durationMs: number} & InStep)
	| {
			type: 'lessonFinished';
			run: number;
			lesson: string;
			outcome: Outcome;
			reason?: string;
			durationMs: number;
	  }
	/** Progress and result of taking down what the course made. */
	| {type: 'teardownStarted'; run: number}
	| {type: 'teardownProgress'; run: number; text: string}
	| {
			type: 'teardownFinished';
			run: number;
			ok: boolean;
			durationMs: number;
			remaining: string[];
			message?: string;
	  }
	/** Something worth saying that belongs to no check. */
	| {type: 'notice'; level: 'info' | 'warning'; text: string}
	/** interrupted: the session was cancelled; what it made is torn down all the same. */
	| {
			type: 'sessionFinished';
			outcome: Outcome;
			blame?: Blame;
			durationMs: number;
			message?: string;
			interrupted?: boolean;
	  };
