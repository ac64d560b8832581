import {X509Certificate} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {systemClock, type Clock} from '../../../src/lib/clock.ts';
import {ensurePki} from '../../../src/playground/pki/pki.ts';

let directory: string;

beforeEach(async () => {
	directory = path.join(await mkdtemp(path.join(tmpdir(), 'doklab-pki-')), 'pki');
});

afterEach(async () => {
	await rm(path.dirname(directory), {recursive: true, force: true});
});

test('the server certificate names loopback, the Service and its addresses, and is signed by the authority', async () => {
	const pki = await ensurePki(directory);
	const ca = new X509Certificate(pki.ca.certificate);
	const server = new X509Certificate(pki.server.certificate);

	expect(ca.ca).toBe(true);
	expect(server.checkIssued(ca)).toBe(true);
	expect(server.verify(ca.publicKey)).toBe(true);
	for (const ip of ['127.0.0.1', '10.96.0.1']) {
		expect(server.checkIP(ip)).toBe(ip);
	}

	for (const name of ['localhost', 'kubernetes', 'kubernetes.default.svc']) {
		expect(server.checkHost(name)).toBe(name);
	}
});

test('the client certificate is kubernetes-admin of system:masters, for client authentication alone', async () => {
	const {client} = await ensurePki(directory);
	const certificate = new X509Certificate(client.certificate);
	expect(certificate.subject).toBe('O=system:masters\nCN=kubernetes-admin');
	expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
});

test('files are kept with mode 0600 in a directory of mode 0700, with no temporary file left', async () => {
	await ensurePki(directory);
	const names = await readdir(directory);
	expect(names.toSorted()).toEqual([
		'ca.crt',
		'ca.key',
		'client.crt',
		'client.key',
		'server.crt',
		'server.key',
	]);
	for (const name of names) {
		expect((await stat(path.join(directory, name))).mode & 0o777).toBe(0o600);
	}

	expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('a second call gives the same certificates', async () => {
	const first = await ensurePki(directory);
	expect(await ensurePki(directory)).toEqual(first);
});

test('a damaged server key is renewed under the same authority', async () => {
	const first = await ensurePki(directory);
	await writeFile(path.join(directory, 'server.key'), first.server.key.slice(0, 60));
	const second = await ensurePki(directory);
	expect(second.ca).toEqual(first.ca);
	expect(second.client).toEqual(first.client);
	expect(second.server).not.toEqual(first.server);
	expect(await readFile(path.join(directory, 'server.key'), 'utf8')).toBe(second.server.key);
});

test('a lost authority means new certificates all round', async () => {
	const first = await ensurePki(directory);
	await rm(path.join(directory, 'ca.key'));
	const second = await ensurePki(directory);
	expect(second.ca).not.toEqual(first.ca);
	const ca = new X509Certificate(second.ca.certificate);
	expect(new X509Certificate(second.server.certificate).verify(ca.publicKey)).toBe(true);
	expect(new X509Certificate(second.client.certificate).verify(ca.publicKey)).toBe(true);
});

test('what is near its end is renewed, the authority lives on', async () => {
	const first = await ensurePki(directory);
	const later: Clock = {...systemClock, now: () => Date.now() + 340 * 24 * 3_600_000};
	const second = await ensurePki(directory, {clock: later});
	expect(second.ca).toEqual(first.ca);
	expect(second.server).not.toEqual(first.server);
	expect(second.client).not.toEqual(first.client);
});
