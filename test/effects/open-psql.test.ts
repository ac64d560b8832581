import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {temporaryDirectory} from '../helpers/directory.ts';
import {inTerminal} from './in-terminal.ts';

const call = "openPsql({namespace: 'postgres', pod: 'postgres-0'}, options)";

test('psql is opened in the Pod that is primary, with the terminal for itself', async () => {
	const directory = await temporaryDirectory();
	await writeFile(
		join(directory, 'kubectl'),
		'#!/bin/sh\ntest -t 0 && echo "kubectl $*"; read answer; echo "[$answer]"\n',
	);
	await chmod(join(directory, 'kubectl'), 0o755);
	const {terminal, result} = await inTerminal('open-psql.ts', call, {
		PATH: `${directory}:${process.env.PATH}`,
	});
	await terminal.waitFor('kubectl exec -it -n postgres postgres-0 -- psql -U postgres');
	terminal.type('select 1', 'Enter');
	await terminal.waitFor('[select 1]');
	expect(await result()).toEqual({ok: true});
});

test('without kubectl it says so, and gives the command', async () => {
	const {result} = await inTerminal('open-psql.ts', call, {PATH: '/nonexistent'});
	expect(await result()).toEqual({
		ok: false,
		message:
			'kubectl is not on the PATH, and psql on the primary needs it. With kubectl installed, type: ' +
			'kubectl exec -it -n postgres postgres-0 -- psql -U postgres',
	});
});

test('without a primary there is nothing to connect to', async () => {
	const {result} = await inTerminal('open-psql.ts', 'openPsql(undefined, options)');
	expect(await result()).toEqual({ok: false, message: 'There is no primary to connect to now.'});
});
