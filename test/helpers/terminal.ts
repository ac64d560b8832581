import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import headless from '@xterm/headless';
import {readCell, readCells} from './terminal-cells.ts';
import type {Cell} from './terminal-cells.ts';
import {bytesOf} from './terminal-keys.ts';

export interface TerminalOptions {
	/** 80 unless told. */
	columns?: number;
	/** 24 unless told. */
	rows?: number;
	/** Added to PATH, HOME, DOKLAB_HOME, LANG, TERM and TMPDIR; undefined takes one away. */
	env?: NodeJS.ProcessEnv;
	args?: string[];
	cwd?: string;
	/** HOME, with DOKLAB_HOME in `state` below it. Without: a new one, removed (and its cluster) by close(). */
	home?: string;
	/** What runs before `args`; the built doklab unless told. */
	command?: string[];
}

export interface Terminal {
	readonly pid: number;
	readonly home: string;
	readonly env: NodeJS.ProcessEnv;
	/** Types text, and keys by their names: `type('/', 'service', 'Enter')`, `type('Ctrl+C')`. */
	type(...keys: string[]): void;
	/** The rows as a person sees them, without spaces at their ends. */
	screen(): string[];
	/** Columns and rows with their colours. */
	cells(): Cell[][];
	cell(x: number, y: number): Cell;
	readonly cursor: {x: number; y: number; isHidden: boolean};
	/** Whether it shows the alternate buffer, the one without history. */
	isAlternate(): boolean;
	/** What the program last put on the clipboard (OSC 52). */
	clipboard(): string | undefined;
	/** The screen as soon as it shows `what` (or `what` returns true). Throws with the last screen after `timeout` ms (10 s). */
	waitFor(what: Condition, options?: {timeout?: number}): Promise<string[]>;
	/** The screen when nothing was typed or written for `ms` (150). */
	still(ms?: number, options?: {timeout?: number}): Promise<string[]>;
	/** Calls `listener` with what the program writes, as it comes; returns what takes it back. */
	onWrite(listener: (text: string) => void): () => void;
	/** Calls `listener` whenever the screen has taken in what was written; returns what takes it back. */
	onScreen(listener: () => void): () => void;
	resize(columns: number, rows: number): void;
	readonly exited: Promise<{exitCode: number; signal: NodeJS.Signals | undefined}>;
	/** Ends the program as a closing window does (SIGHUP, after 3 s SIGKILL), and removes what belongs to it. */
	close(): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
}

export type Condition = string | RegExp | ((screen: string[]) => boolean);

const repository = new URL('../../', import.meta.url).pathname;
const doklab = [process.execPath, join(repository, 'dist', 'bin.js')];

/** Runs a program in a real pseudo-terminal, whose screen can be read. */
export function openTerminal(options: TerminalOptions = {}): Terminal {
	const {columns = 80, rows = 24, command = doklab, args = [], cwd = repository} = options;
	const home = options.home ?? mkdtempSync(join(tmpdir(), 'dk-tty-'));
	const env = {
		PATH: process.env.PATH,
		HOME: home,
		DOKLAB_HOME: join(home, 'state'),
		TMPDIR: home,
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		...options.env,
	};
	const screen = new headless.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
	const [file = '', ...first] = command;
	const pty = spawn(file, [...first, ...args], {cols: columns, rows, cwd, env, name: env.TERM});

	const shown = new Set<() => void>();
	const written = new Set<(text: string) => void>();
	let lastEvent = performance.now();
	let clipboard: string | undefined;
	screen.parser.registerOscHandler(52, (data) => {
		clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
		return true;
	});
	let isHidden = false;
	// DECTCEM: CSI ? 25 l hides the cursor, h shows it.
	for (const final of ['h', 'l']) {
		screen.parser.registerCsiHandler({prefix: '?', final}, (params) => {
			isHidden = params.includes(25) ? final === 'l' : isHidden;
			return false;
		});
	}

	pty.onData((text) => {
		lastEvent = performance.now();
		for (const listener of written) {
			listener(text);
		}

		screen.write(text, () => shown.forEach((listener) => listener()));
	});
	let hasExited = false;
	// Exited, and all that it wrote is on the screen.
	let isOver = false;
	const exited = new Promise<{exitCode: number; signal: NodeJS.Signals | undefined}>((resolve) => {
		pty.onExit(({exitCode, signal}) => {
			hasExited = true;
			screen.write('', () => {
				isOver = true;
				resolve({exitCode, signal: nameOfSignal(signal)});
				shown.forEach((listener) => listener());
			});
		});
	});
	// The terminal's answers to what the program asks of it (its size, its colours, where the cursor is).
	screen.onData((answer) => hasExited || pty.write(answer));

	const read = () => {
		const {active} = screen.buffer;
		return Array.from(
			{length: screen.rows},
			(_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
		);
	};
	const listen = <Listener>(listeners: Set<Listener>, listener: Listener) => {
		listeners.add(listener);
		return () => void listeners.delete(listener);
	};

	const close = async () => {
		if (!hasExited) {
			signalTo(pty.pid, 'SIGHUP');
			const timer = setTimeout(() => signalTo(pty.pid, 'SIGKILL'), 3000);
			await exited;
			clearTimeout(timer);
		}

		screen.dispose();
		if (options.home === undefined) {
			if (command === doklab) {
				const [node = '', program = ''] = doklab;
				await promisify(execFile)(node, [program, 'down', '--delete'], {env});
			}

			rmSync(home, {recursive: true, force: true});
		}
	};

	return {
		pid: pty.pid,
		home,
		env,
		exited,
		close,
		[Symbol.asyncDispose]: close,
		type(...keys) {
			lastEvent = performance.now();
			for (const key of keys) {
				pty.write(bytesOf(key, {applicationCursor: screen.modes.applicationCursorKeysMode}));
			}
		},
		screen: read,
		cells: () => readCells(screen),
		cell: (x, y) => readCell(screen, x, y),
		get cursor() {
			return {x: screen.buffer.active.cursorX, y: screen.buffer.active.cursorY, isHidden};
		},
		isAlternate: () => screen.buffer.active.type === 'alternate',
		clipboard: () => clipboard,
		waitFor(what, {timeout = 10_000} = {}) {
			return new Promise((resolve, reject) => {
				const settle = () => {
					clearTimeout(timer);
					stop();
				};
				const fail = (why: string) => {
					settle();
					reject(new Error(`${why}\n${framed(read(), screen.cols)}`));
				};
				const look = () => {
					const rowsNow = read();
					// A frame that is still being drawn (synchronized output) is nothing that a person sees.
					if (!screen.modes.synchronizedOutputMode && holds(what, rowsNow)) {
						settle();
						resolve(rowsNow);
					} else if (isOver) {
						fail(`The program has ended without ${describe(what)} on the screen`);
					}
				};
				const timer = setTimeout(
					() => fail(`Not on the screen within ${timeout} ms: ${describe(what)}`),
					timeout,
				);
				const stop = listen(shown, look);
				look();
			});
		},
		async still(ms = 150, {timeout = 10_000} = {}) {
			const start = performance.now();
			for (;;) {
				const quiet = performance.now() - lastEvent;
				if (quiet >= ms || performance.now() - start > timeout) {
					return read();
				}

				await new Promise((resolve) => setTimeout(resolve, ms - quiet + 1));
			}
		},
		onWrite: (listener) => listen(written, listener),
		onScreen: (listener) => listen(shown, listener),
		resize(newColumns, newRows) {
			screen.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
	};
}

function holds(what: Condition, rows: string[]): boolean {
	if (typeof what === 'function') {
		return what(rows);
	}

	const text = rows.join('\n');
	return typeof what === 'string' ? text.includes(what) : what.test(text);
}

function describe(what: Condition): string {
	return typeof what === 'string' ? JSON.stringify(what) : String(what);
}

/** The screen in a frame, so that its size and its empty rows can be seen in an error. */
function framed(rows: string[], columns: number): string {
	const line = `+${'-'.repeat(columns)}+`;
	return [line, ...rows.map((row) => `|${row}`), line].join('\n');
}

function nameOfSignal(number: number | undefined): NodeJS.Signals | undefined {
	const found = Object.entries(constants.signals).find(([, value]) => value === number);
	return found?.[0] as NodeJS.Signals | undefined;
}

// It may have ended in between.
function signalTo(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
			throw error;
		}
	}
}
