import {beforeEach, describe, expect, it} from 'vitest';
import {inNamespaces, whyNoPods} from '../../helpers/in-namespaces.ts';

const scenario = new URL('../../fixtures/runtime/scenario.ts', import.meta.url);

describe('a container', () => {
	beforeEach(async (context) => {
		const reason = await whyNoPods();
		context.skip(reason !== undefined, reason);
	});

	it('sees its own user, host name, environment, name resolution and working directory', async () => {
		const {ip, lines} = await inNamespaces<{ip: string; lines: string[]}>(scenario, 'surroundings');
		expect(ip).toBe('10.244.1.2');
		expect(lines.filter((line) => line !== '')).toEqual(
			[
				'70',
				'70',
				'postgres-0',
				"it's = $HOME",
				'1',
				'127.0.0.1\tlocalhost',
				'::1\tlocalhost ip6-localhost ip6-loopback',
				'10.244.1.2\tpostgres-0.service.default.svc.cluster.local\tpostgres-0',
				'192.0.2.1\talias',
				'search default.svc.cluster.local',
				'nameserver 10.96.0.10',
				'options ndots:5',
				'/work/deep',
			].map((line) => `stdout F ${line}`),
		);
	});

	it('ends with its program’s exit code, or with 128 and the signal that ended it', async () => {
		const result = await inNamespaces<Record<string, unknown>>(scenario, 'exits');
		expect(result).toMatchObject({
			three: {exitCode: 3},
			killed: {exitCode: 137, log: ''},
			missing: expect.stringMatching(/exec: "no-such-program": executable file not found in \$PATH$/),
		});
	});

	it('writes to its volumes, and neither to read-only mounts nor to the host', async () => {
		const result = await inNamespaces<{log: string; chown: number; owner: number}>(scenario, 'files');
		expect(result).toMatchObject({chown: 0, owner: 70});
		expect(result.log).toMatch(/stdout F one file\n/);
		expect(result.log).toMatch(/stdout F wrote\n/);
		expect(result.log).toMatch(/stderr F .*cannot create \/usr\/x: Read-only file system\n/);
		expect(result.log).toMatch(/stderr F .*cannot create \/etc\/app\/file: Read-only file system\n/);
	});

	it('gives exec a terminal whose size can change', async () => {
		const result = await inNamespaces<{seen: string; exitCode: number}>(scenario, 'terminal');
		expect(result.seen).toMatch(/^\/dev\/pts\/0\n30 90\n\n?40 100\n$/);
		expect(result.exitCode).toBe(5);
	});

	it('runs commands while it lives, and says that it is gone afterwards', async () => {
		expect(await inNamespaces(scenario, 'gone')).toEqual({exitCode: 4, error: 'ContainerGone'});
	});

	it('keeps what short commands print until it is read', async () => {
		expect(await inNamespaces(scenario, 'brief')).toEqual({late: 'late\n', lost: 0});
	});

	it('runs a real PostgreSQL that another Pod reaches with a password, and that shuts down cleanly', async () => {
		const result = await inNamespaces<Record<string, unknown>>(scenario, 'network');
		expect(result).toEqual({answer: {stdout: 't\n', exitCode: 0}, exitCode: 0, shutDown: true});
	}, 60_000);
});
