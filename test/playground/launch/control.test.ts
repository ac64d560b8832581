import {mkdir} from 'node:fs/promises';
import {createServer, type Server} from 'node:net';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {ask, NoAnswer, serveControl} from '../../../src/playground/launch/control.ts';
import {temporaryDirectory} from '../../helpers/directory.ts';

const status = {port: 6443, startedAt: 1, ending: false};
const patience = 2000;

function closing(server: Server): Server {
	onTestFinished(() => void server.close());
	return server;
}

it('answers below a home whose path is longer than a socket may have', async () => {
	const home = join(await temporaryDirectory(), 'l'.repeat(120), 'l'.repeat(120));
	await mkdir(home, {recursive: true});
	const path = join(home, 'control.sock');
	closing(await serveControl(path, {status: () => status, shutdown() {}}));
	expect(JSON.parse((await ask(path, {command: 'status'}, {patience})) ?? '')).toEqual(status);
});

it('takes the place of the socket of a process that was killed', async () => {
	const path = join(await temporaryDirectory(), 'control.sock');
	const dead = await serveControl(path, {status: () => status, shutdown() {}});
	closing(await serveControl(path, {status: () => ({...status, port: 2}), shutdown() {}}));
	expect(JSON.parse((await ask(path, {command: 'status'}, {patience})) ?? '')).toMatchObject({port: 2});
	dead.close();
});

it('says that nobody listens: no socket, no directory', async () => {
	const directory = await temporaryDirectory();
	expect(await ask(join(directory, 'control.sock'), {command: 'status'}, {patience})).toBeUndefined();
	expect(await ask(join(directory, 'no', 'control.sock'), {command: 'status'}, {patience})).toBeUndefined();
});

it('gives up on one that listens and does not answer', async () => {
	const path = join(await temporaryDirectory(), 'control.sock');
	const silent = closing(createServer());
	await new Promise<void>((resolve) => silent.listen(path, resolve));
	await expect(ask(path, {command: 'status'}, {patience: 50})).rejects.toThrow(NoAnswer);
});

it('ends with the reason of the signal that is aborted', async () => {
	const path = join(await temporaryDirectory(), 'control.sock');
	const silent = closing(createServer());
	await new Promise<void>((resolve) => silent.listen(path, resolve));
	const signal = AbortSignal.timeout(20);
	await expect(ask(path, {command: 'status'}, {patience, signal})).rejects.toThrow(/timeout/);
});
