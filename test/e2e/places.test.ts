import {execFileSync, spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {chown, cp, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {whyNoPods} from '../helpers/in-namespaces.ts';
import {describeForPeople} from '../helpers/people.ts';
import {currentPerson, run} from '../helpers/program.ts';
import type {Person} from '../helpers/program.ts';
import {connectApi} from './writers.ts';

/** Where the cluster of `person` is. */
function homeOf({env}: Person): string {
	return join(env.DOKLAB_HOME ?? '', 'playground');
}

function withHome(person: Person, ...parts: string[]): Person {
	return {...person, env: {...person.env, DOKLAB_HOME: join(person.env.HOME ?? '', ...parts)}};
}

/** The exit codes of up, status and down, how the status begins, and what is left. */
async function life(person: Person): Promise<unknown> {
	const up = await run(person, ['up']);
	const status = await run(person, ['status']);
	const down = await run(person, ['down', '--delete']);
	return {
		exitCodes: [up.exitCode, status.exitCode, down.exitCode],
		said: [up.stderr, status.stdout.slice(0, 'The playground runs at'.length), down.stdout],
		left: await readdir(person.env.DOKLAB_HOME ?? ''),
	};
}

const goodLife = {
	exitCodes: [0, 0, 0],
	said: ['', 'The playground runs at', 'There is no playground.\n'],
	left: [],
};

/** A disk of 400 KiB that only the returned person sees. */
async function onSmallDisk(person: Person): Promise<{cramped: Person; disk: string}> {
	const disk = join(person.env.HOME ?? '', 'disk');
	await mkdir(disk, {recursive: true});
	const script = `mount -t tmpfs -o size=400k,mode=777 tmpfs '${disk}' && echo ok && exec sleep infinity`;
	const holder: ChildProcess = spawn('unshare', ['--mount', '--propagation=private', 'sh', '-c', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void holder.kill('SIGKILL'));
	await new Promise((resolve) => holder.stdout?.once('data', resolve));
	const become = ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`, '--', ...person.become];
	const env = {...person.env, DOKLAB_HOME: join(disk, 'state')};
	return {cramped: {...person, become, env}, disk};
}

/** Runs a shell command where `person` sees the disk. */
function shell({become}: Person, command: string): string {
	const argv = [...become.slice(1), 'sh', '-c', command];
	return execFileSync(become[0] ?? 'sh', argv, {encoding: 'utf8'});
}

describeForPeople('a home', (who) => {
	test('may have spaces and other letters in its path', async (context) => {
		expect(await life(withHome(who(context), 'mit Leerzeichen', 'データベース'))).toEqual(goodLife);
	});

	test('may have a path longer than that of a socket', async (context) => {
		expect(await life(withHome(who(context), 'l'.repeat(120), 'l'.repeat(120)))).toEqual(goodLife);
	});

	test('may be one where the program has spaces in its own path', async (context) => {
		const person = who(context);
		const directory = join(person.directory, 'a program ü');
		for (const part of ['dist', 'node', 'package.json']) {
			await cp(join(person.directory, part), join(directory, part), {recursive: true});
		}

		expect(await life({...withHome(person, 'spaced'), directory})).toEqual(goodLife);
	});

	test('that is damaged is told with the next step, and can be removed', async (context) => {
		const person = withHome(who(context), 'damaged');
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		expect(await run(person, ['down'])).toMatchObject({exitCode: 0});
		const home = homeOf(person);
		await rm(join(home, 'volumes'), {recursive: true});
		await writeFile(join(home, 'volumes'), '');
		await writeFile(join(home, 'state.json'), '{"port": "abc"}');
		expect(await run(person, ['up'])).toMatchObject({
			exitCode: 3,
			stderr:
				`✗ EEXIST: file already exists, mkdir '${home}/volumes'.\n` +
				`  → Its log: ${home}/playground.log\n` +
				'  → Where a file is damaged, start over with an empty cluster: doklab down --delete\n',
		});
		expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
		expect(await readdir(person.env.DOKLAB_HOME ?? '')).toEqual([]);
	});

	test('whose socket, state or kubeconfig was removed by hand is told, and ended all the same', async (context) => {
		const person = withHome(who(context), 'robbed');
		const home = homeOf(person);
		for (const [file, words] of [
			['control.sock', /^The playground \(pid \d+\) does not answer\. End it with: doklab down/],
			['state.json', /^The playground runs at https:\/\/127\.0\.0\.1:\d+\.\n/],
			['kubeconfig', /, but its kubeconfig is gone\. To write it anew: doklab down, then doklab up\.\n/],
		] as const) {
			expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
			await rm(join(home, file));
			expect((await run(person, ['status'])).stdout).toMatch(words);
			expect(await run(person, ['down', '--delete'])).toMatchObject({exitCode: 0});
			expect(await readdir(person.env.DOKLAB_HOME ?? '')).toEqual([]);
		}
	});

	test('on a disk that fills up refuses writes, goes on, and takes them again when there is room', async (context) => {
		const person = who(context);
		context.skip(process.getuid?.() !== 0, 'only root can mount a small disk');
		const {cramped, disk} = await onSmallDisk(person);
		expect(await run(cramped, ['up'])).toMatchObject({exitCode: 0});
		const config = join(person.directory, 'cramped-kubeconfig');
		await writeFile(config, shell(cramped, `cat '${homeOf(cramped)}/kubeconfig'`));
		const api = await connectApi(config);
		onTestFinished(() => api.close());
		const write = (name: string) =>
			api.ask('POST', '/api/v1/namespaces/default/configmaps', {
				apiVersion: 'v1',
				kind: 'ConfigMap',
				metadata: {name},
				data: {text: 'x'.repeat(5000)},
			});
		expect(await write('before')).toMatchObject({code: 201});

		shell(cramped, `head -c 1M /dev/zero > '${disk}/full' 2>/dev/null || :`);
		const log = `${homeOf(cramped)}/store/objects.log`;
		for (const name of ['one', 'two', 'three']) {
			expect(await write(name)).toMatchObject({
				code: 507,
				body: {
					kind: 'Status',
					status: 'Failure',
					message: `Internal error occurred: the disk is full: nothing was written to ${log}; make room there and try again`,
				},
			});
		}

		expect(await run(cramped, ['status'])).toMatchObject({exitCode: 0});
		shell(cramped, `rm '${disk}/full'`);
		expect(await write('after')).toMatchObject({code: 201});

		shell(cramped, `head -c 1M /dev/zero > '${disk}/full' 2>/dev/null || :`);
		expect(await run(cramped, ['down'])).toMatchObject({exitCode: 0});
		expect(await run(cramped, ['up'])).toMatchObject({
			exitCode: 3,
			stderr: expect.stringMatching(/^✗ The disk is full.*\.\n {2}→ Free some space/) as string,
		});
		shell(cramped, `rm '${disk}/full'`);
		expect(await run(cramped, ['up'])).toMatchObject({exitCode: 0});
		const {body} = await connectApi(config).then((again) =>
			again.ask('GET', '/api/v1/namespaces/default/configmaps').finally(() => again.close()),
		);
		const names = (body as {items: Array<{metadata: {name: string}}>}).items.map(
			({metadata}) => metadata.name,
		);
		expect(names).toEqual(['after', 'before', 'kube-root-ca.crt']);

		shell(cramped, `head -c 1M /dev/zero > '${disk}/full' 2>/dev/null || :`);
		expect(await run(cramped, ['down', '--delete'])).toMatchObject({exitCode: 0});
	});
});

test('a home that belongs to another user is not deleted by root', async (context) => {
	context.skip(process.getuid?.() !== 0, 'only root can act for others');
	const reason = await whyNoPods();
	context.skip(reason !== undefined, reason);
	const root = await currentPerson();
	const person = withHome(root, 'theirs');
	const home = homeOf(person);
	try {
		expect(await run(person, ['up'])).toMatchObject({exitCode: 0});
		expect(await run(person, ['down'])).toMatchObject({exitCode: 0});
		await chown(home, 12_345, 12_345);
		expect(await run(person, ['down', '--delete'])).toMatchObject({
			exitCode: 3,
			stderr:
				`✗ The playground in ${home} belongs to the user with uid 12345.\n` +
				'  → Run the same command as that user.\n',
		});
	} finally {
		await chown(home, 0, 0);
		await run(person, ['down', '--delete']);
		await root.remove();
	}
});
