import {chmod, mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {systemClock, type Clock} from '../../lib/clock.ts';
import type * as Issue from './issue.ts';
import type {KeyPair} from './key-pair.ts';
import {isUsable} from './key-pair.ts';
import {writePrivateFile} from './private-file.ts';

/** The playground's certificates and keys, all PEM. */
export interface Pki {
	/** The authority that signed the other two; clients trust it. */
	ca: KeyPair;
	/** What the API server shows. */
	server: KeyPair;
	/** What a client shows: user kubernetes-admin of the group system:masters. */
	client: KeyPair;
}

/**
 * Reads the certificates kept in `directory`; makes the ones that are missing, damaged, not signed by the
 * authority there, or within a month of their end. Files have mode 0600 in a directory of mode 0700.
 */
export async function ensurePki(directory: string, options: {clock?: Clock} = {}): Promise<Pki> {
	const clock = options.clock ?? systemClock;
	await mkdir(directory, {recursive: true, mode: 0o700});
	await chmod(directory, 0o700);

	const ca =
		(await readPair(directory, 'ca', (pair) => isUsable(pair, {clock}))) ??
		(await makePair(directory, 'ca', async (issue) => issue.issueAuthority(clock)));
	const server =
		(await readPair(directory, 'server', (pair) => isUsable(pair, {clock, issuer: ca}))) ??
		(await makePair(directory, 'server', async (issue) => issue.issueServer(ca, clock)));
	const client =
		(await readPair(directory, 'client', (pair) => isUsable(pair, {clock, issuer: ca}))) ??
		(await makePair(directory, 'client', async (issue) => issue.issueClient(ca, clock)));
	return {ca, server, client};
}

async function readPair(
	directory: string,
	name: string,
	usable: (pair: KeyPair) => boolean,
): Promise<KeyPair | undefined> {
	try {
		const [certificate, key] = await Promise.all([
			readFile(path.join(directory, `${name}.crt`), 'utf8'),
			readFile(path.join(directory, `${name}.key`), 'utf8'),
		]);
		return usable({certificate, key}) ? {certificate, key} : undefined;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

async function makePair(
	directory: string,
	name: string,
	make: (issue: typeof Issue) => Promise<KeyPair>,
): Promise<KeyPair> {
	// The certificate library takes a tenth of a second to load: only a first start pays for it.
	const pair = await make(await import('./issue.ts'));
	await writePrivateFile(path.join(directory, `${name}.key`), pair.key);
	await writePrivateFile(path.join(directory, `${name}.crt`), pair.certificate);
	return pair;
}
