import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** A directory that is gone after the test. */
export async function temporaryDirectory(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'doklab-test-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	return directory;
}
