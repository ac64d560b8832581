import {chown, mkdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {prepareStateDirectory, stateDirectory} from '../../src/cli/state-directory.ts';
import {temporaryDirectory} from '../helpers/directory.ts';

const who = {home: '/home/me', cwd: '/work', uid: 1000};

test.each([
	[{}, '/home/me/.local/state/doklab'],
	[{XDG_STATE_HOME: '/state'}, '/state/doklab'],
	[{XDG_STATE_HOME: 'relative'}, '/home/me/.local/state/doklab'],
	[{XDG_STATE_HOME: '/state', DOKLAB_HOME: '/own'}, '/own'],
	[{DOKLAB_HOME: 'own'}, '/work/own'],
])('with %j the state is in %s', (env, directory) => {
	expect(stateDirectory({...who, env})).toBe(directory);
});

test('the state directory is made for its owner alone', async () => {
	const home = await temporaryDirectory();
	const directory = await prepareStateDirectory({...who, env: {}, home});
	expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('a home that cannot be written to is an error of the environment with its cure', async () => {
	const file = join(await temporaryDirectory(), 'file');
	await writeFile(file, '');
	await expect(
		prepareStateDirectory({...who, env: {DOKLAB_HOME: join(file, 'doklab')}}),
	).rejects.toMatchObject({
		message: `doklab cannot write to its directory ${join(file, 'doklab')} (ENOTDIR).`,
		exitCode: 3,
		cure: ['Set DOKLAB_HOME to a directory of your own.'],
	});
});

test("root does not write into another user's directory", async ({skip}) => {
	skip(process.getuid?.() !== 0, 'only root can give a directory away');
	const directory = join(await temporaryDirectory(), 'doklab');
	await mkdir(directory);
	await chown(directory, 4242, 4242);
	await expect(prepareStateDirectory({...who, env: {DOKLAB_HOME: directory}, uid: 0})).rejects.toMatchObject({
		message: `${directory} belongs to the user with uid 4242, and doklab runs as root.`,
		exitCode: 3,
	});
});
