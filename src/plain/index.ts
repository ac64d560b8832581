import type {WorkshopEvent, WorkshopSummary} from '../engine/workshop-events.ts';
import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import type {Output} from '../lib/output.ts';
import {Conversation} from './conversation.ts';

/** What plain mode asks of a workshop: engine/workshop.ts is one. */
export interface PlainWorkshop {
	readonly course: Course;
	readonly platform: PlatformName;
	subscribe(listener: (event: WorkshopEvent) => void): () => void;
	open(lesson?: string): Promise<void>;
	focus(lesson: string, step?: string): void;
	next(): void;
	run(): Promise<void>;
	cancel(): void;
	isBusy(): boolean;
	verifyAgain(): void;
	hint(): void;
	missingFor(lesson: string): Promise<string[]>;
	replay(lessons: string[]): Promise<void>;
	reset(lesson: string): Promise<void>;
	rebuild(): Promise<void>;
	setLanguage(language: Language): void;
	manifest(file: string): Promise<{text: string}>;
	live(file: string): Promise<{text: string | undefined; message?: string}>;
	summary(): Promise<WorkshopSummary>;
	primary(): {namespace: string; pod: string} | undefined;
	close(): Promise<void>;
}

export interface PlainOptions {
	workshop: PlainWorkshop;
	language: Language;
	/** The lesson to begin with; undefined: where the learner was. */
	lesson?: string;
	/** A terminal, a pipe or a file; read line by line. */
	input: NodeJS.ReadableStream & {isTTY?: boolean};
	output: Output;
	/** Of programs that are opened (shell, psql, editor): all of it. */
	env: NodeJS.ProcessEnv;
	/** The learner's directory: where those programs start. */
	workspace: string;
	/** Where the summary is saved. */
	summaryDirectory: string;
	/** Where temporary files may lie: os.tmpdir(). */
	temporary: string;
	clock: Clock;
	/** Ends the workshop; what it made stays. */
	signal: AbortSignal;
	/** Hands over Ctrl-C, which then does not abort `signal`; returns how to give it back. */
	onInterrupt?: (handler: () => void) => () => void;
	/** The learner has chosen another language. */
	onLanguage?: (language: Language) => void;
}

/**
 * The workshop as plain text, line by line: nothing is drawn, nothing is drawn anew, and everything is done by typing
 * a line. Opens and closes the workshop. Returns the exit code: 0, or 130 after Ctrl-C twice; rejects with the
 * signal's reason when it is aborted.
 */
export async function runPlain(options: PlainOptions): Promise<number> {
	return new Conversation(options).hold();
}
