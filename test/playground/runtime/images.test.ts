import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createImageCatalog} from '../../../src/playground/runtime/images.ts';

describe('the image catalog', () => {
	let directory: string;

	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'doklab-images-'));
	});

	afterEach(() => rmSync(directory, {recursive: true}));

	/** A PostgreSQL installation of a version that no machine has, on a PATH of its own. */
	function install(version: string): string {
		const programs = join(directory, version, 'bin');
		mkdirSync(programs, {recursive: true});
		for (const name of ['postgres', 'initdb']) {
			writeFileSync(join(programs, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (test)"\n`);
			chmodSync(join(programs, name), 0o755);
		}

		return programs;
	}

	it('lets the installed PostgreSQL of the same major version stand in, and says which minor it is', async () => {
		const programs = install('99.3');
		const image = await createImageCatalog(programs).resolve('docker.io/library/postgres:99.1-alpine');
		expect(image).toMatchObject({
			imageId: 'playground/postgres@99.3',
			account: {name: 'postgres', uid: 70},
			stopSignal: 'SIGINT',
			note: 'docker.io/library/postgres:99.1-alpine is stood in for by PostgreSQL 99.3 of this machine',
			binds: [join(directory, '99.3')],
		});
		expect(image.env['PATH']?.split(':')[0]).toBe(programs);
	});

	it('has nothing to say when the version is the one that was asked for, or only the major was', async () => {
		const catalog = createImageCatalog(install('99.3'));
		expect((await catalog.resolve('postgres:99.3')).note).toBeUndefined();
		expect((await catalog.resolve('postgres:99-alpine')).note).toBeUndefined();
		expect((await catalog.resolve('postgres:99')).account).toMatchObject({uid: 999});
	});

	it('says what to install when no PostgreSQL of that major version is there', async () => {
		const programs = install('99.3');
		await expect(createImageCatalog(programs).resolve('postgres:98.1')).rejects.toThrow(
			/^no PostgreSQL 98 on this machine stands in for postgres:98\.1 \(found: 99\.3.*\)\. Install it, e\.g\. apt-get install postgresql-98$/,
		);
	});

	it('gives busybox and alpine a shell of the host, and names what it knows for any other image', async () => {
		const catalog = createImageCatalog('');
		expect(await catalog.resolve('busybox:1.37')).toMatchObject({cmd: ['sh'], user: {uid: 0, gid: 0}});
		await expect(catalog.resolve('nginx')).rejects.toThrow(
			'the playground has no registry and nothing that stands in for nginx; it knows postgres, busybox and alpine',
		);
	});
});
