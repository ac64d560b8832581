import {chmod, cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {version} from '../../src/lib/version.ts';
import {temporaryDirectory} from '../helpers/directory.ts';
import {currentPerson, run} from '../helpers/program.ts';
import type {Person} from '../helpers/program.ts';

let person: Person;

beforeAll(async () => {
	person = await currentPerson();
});

afterAll(async () => {
	await run(person, ['down', '--delete']);
	await person.remove();
});

const isRoot = process.getuid?.() === 0;

test('the built program starts by itself, with no other package beside it', async () => {
	expect(await run(person, ['--version'])).toMatchObject({exitCode: 0, stdout: `${version}\n`, stderr: ''});
});

test('an unknown command is wrong usage', async () => {
	expect(await run(person, ['prove'])).toMatchObject({
		exitCode: 2,
		stdout: '',
		stderr:
			'✗ There is no command called prove.\n  → The commands: start, notes, verify, up, down, status, kubeconfig\n',
	});
});

test('an unknown lesson is wrong usage, and the course is named', async () => {
	const {exitCode, stderr} = await run(person, ['verify', 'kafka']);
	expect({exitCode, stderr}).toEqual({
		exitCode: 2,
		stderr:
			'✗ There is no lesson "kafka".\n  → Known: tools, cluster, namespace, configmaps, service, ' +
			'storage, statefulset, replication, resilience, limits, cleanup.\n',
	});
});

test('mistakes in lesson files are all told at once, each with its place and its cure', async () => {
	const course = await temporaryDirectory();
	await cp(join(person.directory, 'lessons'), join(course, 'lessons'), {recursive: true});
	await cp(join(person.directory, 'manifests'), join(course, 'manifests'), {recursive: true});
	await cp(join(person.directory, 'kind.yaml'), join(course, 'kind.yaml'));
	await cp(join(person.directory, '.tool-versions'), join(course, '.tool-versions'));
	const lesson = join(course, 'lessons', '30-namespace', 'lesson.yaml');
	await writeFile(lesson, `${await readFile(lesson, 'utf8')}\nminuets: 3\n`);
	await writeFile(join(course, 'lessons', '10-tools', 'lesson.yaml'), 'steps: [\n');

	const {exitCode, stdout, stderr} = await run(person, ['verify', '--course', course]);
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toMatch(/^✗ The course in \S+ has \d+ mistakes:\n/);
	expect(stderr).toMatch(/ {2}\S*10-tools\/lesson\.yaml:\d+:\d+ {2}\S.*\n {6}→ \S/);
	expect(stderr).toMatch(/ {2}\S*30-namespace\/lesson\.yaml:\d+:1 {2}.*minuets.*\n {6}→ .*minutes/);
});

test('a port that is taken is told with the next step', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	try {
		const {exitCode, stderr} = await run(person, ['up', '--port', String(port)]);
		expect(exitCode).toBe(3);
		expect(stderr).toContain(`✗ Port ${port} on 127.0.0.1 is taken by another program.\n  → `);
	} finally {
		server.close();
	}
});

test('missing programs are told together, each with what it is for and how to get it', async () => {
	const programs = await temporaryDirectory();
	const {exitCode, stderr} = await run(person, ['verify', 'namespace'], {PATH: programs});
	expect(exitCode).toBe(3);
	expect(stderr).toMatch(/^✗ This machine cannot run the playground yet:\n/);
	expect(stderr).toMatch(/ {2}unshare is not installed: \S/);
	expect(stderr).toMatch(/ {2}ip is not installed: \S/);
	expect(stderr).toMatch(/\n {2}→ /);
});

test('namespaces that are not allowed are told with what allows them', async ({skip}) => {
	skip(!isRoot, 'only root can forbid them for a process');
	const script = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';
	const confined: Person = {
		...person,
		become: ['unshare', '--user', '--map-root-user', 'sh', '-c', script, 'sh'],
	};
	const {exitCode, stderr} = await run(confined, ['up']);
	expect(exitCode).toBe(3);
	expect(stderr).toMatch(/^✗ This machine cannot run the playground yet:\n {2}\S/);
	expect(stderr).toMatch(/\n {2}→ \S/);
});

test('a full disk is the fault of the machine', async ({skip}) => {
	skip(!isRoot, 'only root can mount a small disk');
	const disk = join(person.directory, 'disk');
	await mkdir(disk, {recursive: true});
	const script = `mount -t tmpfs -o size=64k tmpfs ${disk} && head -c 1M /dev/zero > ${disk}/full; exec "$@"`;
	const cramped: Person = {
		...person,
		become: ['unshare', '--mount', '--propagation=private', 'sh', '-c', script, 'sh'],
	};
	const {exitCode, stderr} = await run(cramped, ['up'], {DOKLAB_HOME: join(disk, 'state')});
	expect(exitCode).toBe(3);
	expect(stderr).toMatch(/disk is full|no space left/i);
	expect(stderr).toMatch(/\n {2}→ \S/);
});

test('a home that cannot be written to is told with its cure', async () => {
	const file = join(await temporaryDirectory(), 'file');
	await writeFile(file, '');
	await chmod(file, 0o400);
	const {exitCode, stderr} = await run(person, ['up'], {DOKLAB_HOME: file});
	expect({exitCode, stderr}).toEqual({
		exitCode: 3,
		stderr:
			`✗ doklab cannot write to its directory ${file} (EEXIST).\n` +
			'  → Set DOKLAB_HOME to a directory of your own.\n',
	});
});

test('doklab without a command says in one line that it verifies', async () => {
	const {stdout} = await run(person, [], {PATH: '/nonexistent'});
	expect(stdout).toBe(
		'There is no terminal to type in, so this runs: doklab verify (line by line without one: doklab --plain)\n\n',
	);
});

test('the json report of a run that could not begin says why', async () => {
	const {exitCode, stdout} = await run(person, ['verify', '--reporter', 'json'], {PATH: '/nonexistent'});
	expect(exitCode).toBe(3);
	expect(JSON.parse(stdout)).toMatchObject({
		format: 1,
		course: null,
		platform: 'playground',
		outcome: 'failed',
		message: expect.stringContaining('This machine cannot run the playground yet:') as string,
		lessons: [],
	});
});
