import {join} from 'node:path';
import {copyToClipboard} from '../effects/copy-to-clipboard.ts';
import type {EffectResult} from '../effects/result.ts';
import type {Course, Language} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import type {Effects} from './controller.ts';
import type {Notice} from './state.ts';

export interface EffectOptions {
	course: Course;
	/** The learner's language now. */
	language: () => Language;
	/** Of programs that are opened: all of it. */
	env: NodeJS.ProcessEnv;
	/** Where they start. */
	workspace: string;
	/** Where the summary is saved. */
	summaryDirectory: string;
	/** Where temporary files may lie: os.tmpdir(). */
	temporary: string;
	stdout: NodeJS.WriteStream;
	clock: Clock;
	/** Hands over Ctrl-C; returns how to give it back. */
	onInterrupt?: (handler: () => void) => () => void;
}

/** What the screen's keys do outside of it; loaded when they are first used. */
export function createEffects(options: EffectOptions): Effects {
	const {course, env, workspace, temporary, stdout, clock, summaryDirectory, onInterrupt} = options;
	const program = () => ({env, cwd: workspace, language: options.language()});
	// Ctrl-C is for the program that has the terminal, and reaches this one as well.
	const inTerminal = async (use: () => Promise<EffectResult>) => {
		const giveBack = onInterrupt?.(() => undefined);
		try {
			return noticeOf(await use());
		} finally {
			giveBack?.();
		}
	};
	return {
		openEditor: (file) =>
			inTerminal(async () => {
				const {openEditor} = await import('../effects/open-editor.ts');
				return openEditor(join(course.root, file), program());
			}),
		openShell: () =>
			inTerminal(async () => {
				const {openShell} = await import('../effects/open-shell.ts');
				return openShell({...program(), temporary});
			}),
		openPsql: (primary) =>
			inTerminal(async () => {
				const {openPsql} = await import('../effects/open-psql.ts');
				return openPsql(primary, program());
			}),
		copy: (text) => noticeOf(copyToClipboard(text, {env, output: stdout, language: options.language()})),
		async save(summary) {
			const {saveSummary} = await import('../effects/save-summary.ts');
			const now = clock.now();
			return saveSummary({summary, course, language: options.language(), directory: summaryDirectory, now});
		},
		async readNotes() {
			const {loadFieldNotes} = await import('../lesson/field-notes.ts');
			return loadFieldNotes(course.root);
		},
	};
}

function noticeOf({ok, message}: EffectResult): Notice | undefined {
	return message === undefined ? undefined : {level: ok ? 'info' : 'warning', text: message};
}
