import {execFileSync} from 'node:child_process';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createThrowawayHome} from '../../src/cli/throwaway-home.ts';
import {isLifelineHeld, openLifeline} from '../../src/lib/lifeline.ts';
import {temporaryDirectory} from '../helpers/directory.ts';

const warn = (text: string) => {
	throw new Error(text);
};

async function create(state: string, self = ['/bin/echo', "it's", 'doklab']) {
	return createThrowawayHome({
		state,
		platform: 'playground',
		env: {PATH: '/usr/bin:/bin', KUBECONFIG: '/my/own'},
		self,
		onWarning: warn,
	});
}

const never = new AbortController().signal;

test('commands of lessons find this doklab, this cluster and nothing of the learner', async () => {
	const home = await create(await temporaryDirectory());
	expect(execFileSync('doklab', ['up', 'a b'], {env: home.env, encoding: 'utf8'})).toBe(
		"it's doklab up a b\n",
	);
	expect(home.env.KUBECONFIG).toBe(home.platform.kubeconfig);
	expect(home.platform.kubeconfig).toBe(join(home.env.DOKLAB_HOME ?? '', 'playground', 'kubeconfig'));
	expect(await isLifelineHeld(home.env.DOKLAB_LIFELINE ?? '')).toBe(true);
	await home.remove(never);
});

test('nothing is left after remove', async () => {
	const state = await temporaryDirectory();
	const home = await create(state);
	await writeFile(join(home.workspace, 'note'), 'x');
	await home.remove(never);
	expect(await readdir(join(state, 'verify'))).toEqual([]);
	expect(await isLifelineHeld(home.env.DOKLAB_LIFELINE ?? '')).toBe(false);
});

test('what a killed run left is removed by the next, and a run that lives is left alone', async () => {
	const state = await temporaryDirectory();
	const living = await create(state);
	await mkdir(join(state, 'verify', 'dead', 'workspace'), {recursive: true});
	await writeFile(join(state, 'verify', 'dead.sock'), '');

	const home = await create(state);
	const left = await readdir(join(state, 'verify'));
	expect(left).not.toContain('dead');
	expect(left).not.toContain('dead.sock');
	expect(left).toHaveLength(4);
	await home.remove(never);
	await living.remove(never);
});

test('the end of a process is the end of its lifeline', async () => {
	const path = join(await temporaryDirectory(), 'x.sock');
	const script = `
		const {openLifeline} = await import(${JSON.stringify(new URL('../../src/lib/lifeline.ts', import.meta.url).href)});
		await openLifeline(${JSON.stringify(path)});
		process.kill(process.pid, 'SIGKILL');
	`;
	expect(() =>
		execFileSync(process.execPath, ['--input-type=module', '-e', script], {stdio: 'ignore'}),
	).toThrow('Command failed');
	expect(await isLifelineHeld(path)).toBe(false);
});

test('a path too long for a socket is told with its cure', async () => {
	await expect(openLifeline(`/${'x'.repeat(120)}`)).rejects.toMatchObject({
		exitCode: 3,
		cure: ['Set DOKLAB_HOME to a directory with a shorter path.'],
	});
});
