import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {identify} from '../../../src/playground/launch/process-identity.ts';
import {playgroundState, readState} from '../../../src/playground/launch/state.ts';
import {temporaryDirectory} from '../../helpers/directory.ts';

it('takes a state file that is damaged for none', async () => {
	const path = join(await temporaryDirectory(), 'state.json');
	const [pid, startTime] = [4, '7'];
	for (const text of [
		'',
		'null',
		'{"port": 6443}',
		'{"port": 6443, "process": 3}',
		JSON.stringify({port: 99_999, process: {pid, startTime}}),
		JSON.stringify({port: 6443, process: {pid: '4', startTime}}),
	]) {
		await writeFile(path, text);
		expect(await readState(path)).toBeUndefined();
	}

	const whole = {port: 6443, process: {pid, startTime}};
	await writeFile(path, JSON.stringify(whole));
	expect(await readState(path)).toEqual(whole);
});

it('tells a playground whose process is there and gives no answer from one that has ended', async () => {
	const home = await temporaryDirectory();
	expect(await playgroundState(home)).toMatchObject({state: 'absent'});
	await mkdir(join(home, 'store'));
	expect(await playgroundState(home)).toMatchObject({state: 'stopped'});

	const here = identify(process.pid);
	await writeFile(join(home, 'state.json'), JSON.stringify({port: 6443, process: here}));
	expect(await playgroundState(home)).toMatchObject({state: 'hanging', pid: process.pid});

	const another = {pid: process.pid, startTime: '1'};
	await writeFile(join(home, 'state.json'), JSON.stringify({port: 6443, process: another}));
	expect(await playgroundState(home)).toMatchObject({state: 'stopped'});
});
