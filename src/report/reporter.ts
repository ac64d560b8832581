import type {SessionEvent} from '../engine/events.ts';
import type {Clock} from '../lib/clock.ts';
import type {Language} from '../lib/i18n.ts';
import type {Output} from '../lib/output.ts';

export const reporterNames = ['pretty', 'json'] as const;
export type ReporterName = (typeof reporterNames)[number];

/** Tells a session to somebody. It knows the events and nothing else. */
export interface Reporter {
	handle(event: SessionEvent): void;
	/** Nothing more will come; `error` is what ended the session before its own end. Called once. */
	end(error?: Error): void;
}

export interface ReporterOptions {
	output: Output;
	color: boolean;
	/** Whether more than ASCII can be shown. */
	unicode: boolean;
	language: Language;
	clock: Clock;
	/** Platform's name, for a session that never started. */
	platform: string;
}
