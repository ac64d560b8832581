import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {isLocked, lock} from '../../../src/playground/launch/lock.ts';

let home: string;
const module = new URL('../../../src/playground/launch/lock.ts', import.meta.url).href;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'doklab-lock-'));
});

afterEach(() => rmSync(home, {recursive: true}));

async function otherHolder() {
	const program = `const {lock} = await import(${JSON.stringify(module)});
		await lock(${JSON.stringify(home)}, {signal: new AbortController().signal, onWait() {}});
		console.log('held'); setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	return child;
}

it('makes a second process wait, says who is in the way, and can be aborted', async () => {
	const child = await otherHolder();
	const abort = new AbortController();
	const holders: number[] = [];
	try {
		const waiting = lock(home, {
			signal: abort.signal,
			onWait: (pid) => {
				holders.push(pid);
				abort.abort(new Error('enough'));
			},
		});
		await expect(waiting).rejects.toThrow(/enough|aborted/);
		expect(holders).toEqual([child.pid]);
		expect(await isLocked(home)).toBe(true);
	} finally {
		child.kill('SIGKILL');
		await once(child, 'exit');
	}
});

it('takes over from a process that was killed, and leaves no file behind', async () => {
	const child = await otherHolder();
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect(await isLocked(home)).toBe(false);
	const unlock = await lock(home, {signal: new AbortController().signal, onWait() {}});
	expect(await isLocked(home)).toBe(true);
	await unlock();
	expect(await readdir(home)).toEqual([]);
});
