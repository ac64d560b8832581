import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {isLocked, lock} from '../../../src/playground/launch/lock.ts';

let home: string;
const module = new URL('../../../src/playground/launch/lock.ts', import.meta.url).href;
const never = {signal: new AbortController().signal, onWait() {}};

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'doklab-lock-'));
});

afterEach(() => rmSync(home, {recursive: true}));

/** Another process that takes the lock, and then runs `body`. */
function other(body: string) {
	const program = `const {lock} = await import(${JSON.stringify(module)});
		const {appendFileSync} = await import('node:fs');
		const home = ${JSON.stringify(home)};
		const unlock = await lock(home, {signal: new AbortController().signal, onWait() {}});
		${body}`;
	return spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

async function otherHolder() {
	const child = other("console.log('held'); setInterval(() => {}, 1000);");
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
	const unlock = await lock(home, never);
	expect(await isLocked(home)).toBe(true);
	await unlock();
	expect(await readdir(home)).toEqual([]);
});

it('takes the place of a file that is no lock', async () => {
	await writeFile(join(home, 'lock'), 'junk');
	expect(await isLocked(home)).toBe(false);
	const unlock = await lock(home, never);
	expect(await isLocked(home)).toBe(true);
	await unlock();
	expect(await readdir(home)).toEqual([]);
});

it('lets one of several in at a time, also when all find the lock of a process that was killed', async () => {
	const dead = await otherHolder();
	dead.kill('SIGKILL');
	await once(dead, 'exit');
	const body = `appendFileSync(home + '/journal', 'in ');
		await new Promise((resolve) => setTimeout(resolve, 20));
		appendFileSync(home + '/journal', 'out ');
		await unlock();`;
	const others = Array.from({length: 5}, () => other(body));
	await Promise.all(others.map((child) => once(child, 'exit')));
	expect(await readFile(join(home, 'journal'), 'utf8')).toBe('in out '.repeat(5));
});
