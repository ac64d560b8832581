import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {runShell} from '../../src/engine/shell.ts';
import {systemClock} from '../../src/lib/clock.ts';

const surroundings = {cwd: '/', env: {PATH: process.env['PATH']}, clock: systemClock};

test('a command’s exit code and output come back, and its environment is what was given', async () => {
	const {signal} = new AbortController();
	const env = {...surroundings.env, GREETING: 'hello'};
	const result = await runShell('echo "$GREETING"; echo trouble >&2; exit 3', {...surroundings, env, signal});
	expect(result).toEqual({exitCode: 3, stdout: 'hello\n', stderr: 'trouble\n'});
});

test('a program that is missing is named', async () => {
	const {signal} = new AbortController();
	await expect(runShell('no-such-program --x', {...surroundings, signal})).rejects.toThrow(
		'The program no-such-program is not installed, or not on the PATH.',
	);
});

test('an abort ends all that the command has started', async () => {
	const abort = new AbortController();
	const pids = Promise.withResolvers<number[]>();
	const running = runShell('sleep 1000 & echo $$ $!; wait', {
		...surroundings,
		signal: abort.signal,
		onOutput: (_stream, text) => pids.resolve(text.trim().split(' ').map(Number)),
	});
	const started = await pids.promise;
	abort.abort(new Error('enough'));
	await expect(running).rejects.toThrow('enough');
	await gone(started);
});

test('nothing of a command runs on when doklab is killed', async () => {
	const modules = ['engine/shell', 'lib/clock'].map(
		(name) => new URL(`../../src/${name}.ts`, import.meta.url).href,
	);
	const program = `const {runShell} = await import(${JSON.stringify(modules[0])});
		const {systemClock: clock} = await import(${JSON.stringify(modules[1])});
		await runShell('sleep 1000 & echo $$ $!; wait', {cwd: '/', env: process.env, clock, signal: new AbortController().signal,
			onOutput: (_stream, text) => console.log(text)});`;
	const doklab = spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [text] = (await once(doklab.stdout, 'data')) as [Buffer];
	const started = text.toString().trim().split(' ').map(Number);
	expect(started).toHaveLength(2);
	doklab.kill('SIGKILL');
	await gone(started);
});

async function gone(pids: number[]): Promise<void> {
	while (pids.some((pid) => existsSync(`/proc/${pid}/fd/0`))) {
		await delay(10);
	}
}
