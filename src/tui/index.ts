import {render, type Instance} from 'ink';
import {createElement} from 'react';
import type {Workshop} from '../engine/workshop.ts';
import type {WorkshopSummary} from '../engine/workshop-events.ts';
import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import {wantsColor} from '../lib/output.ts';
import {App} from './app.tsx';
import {Controller, type Effects} from './controller.ts';
import {createFrame} from './frame.ts';
import {initialState} from './initial-state.ts';
import {reduce} from './reducer.ts';
import {summaryLines} from './screens/summary.ts';
import type {Size} from './state.ts';
import {createStore} from './store.ts';
import {createTheme} from './theme.ts';
import {holdKeys} from './hold-keys.ts';
import {startTicking} from './ticking.ts';

export interface TuiOptions {
	course: Course;
	platform: PlatformName;
	language: Language;
	/** The lesson to begin with; undefined: where the learner was. */
	lesson: string | undefined;
	/** With a clock and more air. */
	isPresenting: boolean;
	/** Called when the first frame is on the screen. */
	createWorkshop: (language: Language) => Promise<Workshop>;
	createEffects: (language: () => Language) => Effects;
	stdin: NodeJS.ReadStream;
	stdout: NodeJS.WriteStream;
	stderr: NodeJS.WriteStream;
	env: NodeJS.ProcessEnv;
	clock: Clock;
	/** Ends the workshop; what it made stays. */
	signal: AbortSignal;
}

/** Milliseconds for letting go of the cluster and saving. */
const patience = 5000;

/**
 * The workshop on the whole screen. Returns the exit code, 0, or 130 after Ctrl-C twice; rejects with the signal's
 * reason when it is aborted. However it ends, the terminal is as it was.
 */
export async function runTui(options: TuiOptions): Promise<number> {
	const {stdin, stdout, stderr, env, clock, signal} = options;
	const theme = createTheme({colors: wantsColor(stdout, env) ? 1 : 0, isUnicode: isUnicode(env)});
	const store = createStore(
		initialState({...options, size: sizeOf(stdout), now: clock.now()}),
		reduce,
		setImmediate,
	);
	const frame = createFrame(theme);
	const end = Promise.withResolvers<number>();
	const controller = new Controller({
		store,
		frame,
		clock,
		effects: options.createEffects(() => store.getState().language),
		leave: () =>
			end.resolve(store.getState().interrupts > 0 && store.getState().overlay?.type !== 'summary' ? 130 : 0),
	});

	const letKeysGo = holdKeys(stdin);
	const screen = render(createElement(App, {screen: {store, frame, controller, theme}}), {
		stdin,
		stdout,
		stderr,
		alternateScreen: true,
		interactive: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		concurrent: true,
		isScreenReaderEnabled: false,
		maxFps: 60,
	});
	const onResize = () => store.dispatch({type: 'resized', size: sizeOf(stdout)});
	const onAbort = () => end.reject(signal.reason as Error);
	// bin.ts says what it was, on the normal screen then, and ends.
	const onCrash = () => screen.unmount();
	stdout.on('resize', onResize);
	signal.addEventListener('abort', onAbort, {once: true});
	process.prependListener('uncaughtException', onCrash);
	const stopTicking = startTicking(store, clock);
	try {
		signal.throwIfAborted();
		await screen.waitUntilRenderFlush();
		controller.start(() => open(controller, options));
		// Ink ends by itself when a component throws.
		return await Promise.race([end.promise, brokenScreen(screen)]);
	} finally {
		stopTicking();
		stdout.off('resize', onResize);
		signal.removeEventListener('abort', onAbort);
		screen.unmount();
		await screen.waitUntilExit().catch(() => undefined);
		letKeysGo();
		process.off('uncaughtException', onCrash);
		await farewell(controller, options, {isHurried: signal.aborted});
	}

	async function farewell(
		{workshop, state}: Controller,
		_: TuiOptions,
		{isHurried}: {isHurried: boolean},
	): Promise<void> {
		if (workshop === undefined) {
			return;
		}

		const shown = state.overlay?.type === 'summary' ? state.overlay.summary : undefined;
		const summary = shown ?? (isHurried ? undefined : await within(workshop.summary(), clock));
		if (summary !== undefined) {
			stdout.write(closingWords(summary, controller));
		}

		await within(workshop.close(), clock);
	}

	function closingWords(summary: WorkshopSummary, {state}: Controller): string {
		const width = Math.min(stdout.columns ?? 80, 100);
		return `\n${summaryLines(summary, state, width, theme).join('\n')}\n\n`;
	}
}

async function open(controller: Controller, {createWorkshop, lesson, language}: TuiOptions): Promise<void> {
	const workshop = await createWorkshop(language);
	controller.attachWorkshop(workshop);
	const chosen = controller.state.language;
	if (chosen !== language) {
		workshop.setLanguage(chosen);
	}

	await workshop.open(lesson);
	controller.opened();
	if (lesson !== undefined && controller.state.overlay === undefined && controller.looking === undefined) {
		controller.offerReplay(lesson);
	}
}

async function brokenScreen(screen: Instance): Promise<never> {
	await screen.waitUntilExit();
	// Unmounted by us: the race is over.
	return new Promise(() => undefined);
}

async function within<Value>(promise: Promise<Value>, clock: Clock): Promise<Value | undefined> {
	const {promise: late, resolve} = Promise.withResolvers<undefined>();
	const cancel = clock.after(patience, () => resolve(undefined));
	try {
		return await Promise.race([promise, late]);
	} catch {
		// There is no screen left to say it on, and nothing to be done about it.
		return undefined;
	} finally {
		cancel();
	}
}

function sizeOf({columns, rows}: NodeJS.WriteStream): Size {
	return {columns: columns || 80, rows: rows || 24};
}

// POSIX: LC_ALL, then LC_CTYPE, then LANG name the character set. The Linux console's font has no more.
function isUnicode(env: NodeJS.ProcessEnv): boolean {
	return env.TERM !== 'linux' && /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
