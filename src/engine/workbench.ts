import type {Language} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import type {Connection} from './connection.ts';
import type {Journal} from './journal.ts';

/** What actions and checks work with. */
export interface Workbench {
	connection: Connection;
	clock: Clock;
	language: Language;
	/** Directory that a lesson's files are relative to. */
	root: string;
	/** The learner's directory. */
	workspace: string;
	/** Environment of shell commands. */
	env: NodeJS.ProcessEnv;
	/** Namespace of objects that name none. */
	namespace: string;
	/** What there is to undo. */
	journal: Journal;
}

/** Output of an action as it comes. */
export type OnOutput = (stream: 'stdout' | 'stderr', text: string) => void;
