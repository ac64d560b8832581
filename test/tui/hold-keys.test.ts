import nodeConsole from 'node:console';
import {PassThrough} from 'node:stream';
import {expect, onTestFinished, test, vi} from 'vitest';
import type {Effects} from '../../src/tui/controller.ts';
import {runTui} from '../../src/tui/index.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {start} from './states.ts';
import {holdKeys} from '../../src/tui/hold-keys.ts';

function terminal(isTTY: boolean) {
	const modes: boolean[] = [];
	const stdin = {
		isTTY,
		setRawMode(mode: boolean) {
			modes.push(mode);
			return this as unknown as NodeJS.ReadStream;
		},
	};
	return {stdin: stdin as Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode'>, modes};
}

test('keys are held until they are let go', () => {
	const {stdin, modes} = terminal(true);
	const letGo = holdKeys(stdin);
	expect(modes).toEqual([true]);
	letGo();
	expect(modes).toEqual([true, false]);
});

test('what is no terminal is left alone', () => {
	const {stdin, modes} = terminal(false);
	holdKeys(stdin)();
	expect(modes).toEqual([]);
});

test('keys are held before the first frame is painted, and let go at the end', async () => {
	// Ink makes a console of its own while it has the screen; the test runner's cannot.
	vi.stubGlobal('console', nodeConsole);
	onTestFinished(() => void vi.unstubAllGlobals());
	const log: string[] = [];
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: (mode: boolean) => log.push(mode ? 'raw' : 'cooked'),
		ref: () => undefined,
		unref: () => undefined,
	}) as unknown as NodeJS.ReadStream;
	const stdout = Object.assign(new PassThrough(), {isTTY: true, columns: 80, rows: 24});
	stdout.on('data', (chunk: Buffer) => log.push(chunk.toString().includes('1/11') ? 'frame' : 'other'));
	const controller = new AbortController();
	const {course} = start();
	const ended = runTui({
		course,
		platform: 'playground',
		language: 'en',
		lesson: undefined,
		isPresenting: false,
		createWorkshop: () => {
			controller.abort(new Error('enough'));
			return new Promise(() => undefined);
		},
		createEffects: () => ({}) as Effects,
		stdin,
		stdout: stdout as unknown as NodeJS.WriteStream,
		stderr: stdout as unknown as NodeJS.WriteStream,
		env: {LANG: 'C.UTF-8'},
		clock: new FakeClock(),
		signal: controller.signal,
	});
	await expect(ended).rejects.toThrow('enough');
	expect(log[0]).toBe('raw');
	expect(log).toContain('frame');
	expect(log.findLast((entry) => entry === 'raw' || entry === 'cooked')).toBe('cooked');
});
