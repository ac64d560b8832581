import {join} from 'node:path';
import {expect, test} from 'vitest';
import {main} from '../../src/cli/main.ts';
import {version} from '../../src/lib/version.ts';
import {temporaryDirectory} from '../helpers/directory.ts';
import {createInvocation} from '../helpers/invocation.ts';

async function run(argv: string[], env: NodeJS.ProcessEnv = {}) {
	const home = await temporaryDirectory();
	const {invocation, stdout, stderr} = createInvocation(argv, {
		env: {DOKLAB_HOME: join(home, 'doklab'), ...env},
	});
	const exitCode = await main(invocation);
	return {exitCode, stdout: stdout.text(), stderr: stderr.text()};
}

test('--version prints the version alone', async () => {
	expect(await run(['--version'])).toEqual({exitCode: 0, stdout: `${version}\n`, stderr: ''});
});

test('--help lists the commands and the exit codes', async () => {
	const {exitCode, stdout, stderr} = await run(['--help']);
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	expect(stdout).toContain('verify [options] [lesson...]');
	expect(stdout).toContain('  3    the environment: a missing program, a port taken, a full disk\n');
});

test.each([
	[
		['vrify'],
		'✗ There is no command called vrify.\n  → The commands: start, notes, verify, up, down, status, kubeconfig\n',
	],
	[['--verbose'], "✗ Unknown option '--verbose'.\n  → See doklab --help\n"],
	[
		['verify', '--repat', '2'],
		"✗ Unknown option '--repat'.\n  → Did you mean --repeat?\n  → See doklab verify --help\n",
	],
	[
		['verify', '--repeat', 'twice'],
		"✗ Option '--repeat <n>' argument 'twice' is invalid. It must be a whole number from 1 to 1000.\n" +
			'  → See doklab verify --help\n',
	],
	[
		['verify', '--reporter', 'junit'],
		"✗ Option '--reporter <name>' argument 'junit' is invalid. Allowed choices are pretty, json.\n" +
			'  → See doklab verify --help\n',
	],
	[
		['verify', '--lang', 'de'],
		"✗ Option '--lang <language>' argument 'de' is invalid. Allowed choices are en, ja.\n" +
			'  → See doklab verify --help\n',
	],
	[
		['up', '--port', '70000'],
		"✗ Option '--port <n>' argument '70000' is invalid. It must be a whole number from 1 to 65535.\n" +
			'  → See doklab up --help\n',
	],
	[
		['up', '--platform', 'kind'],
		'✗ The platform kind is not in this version of doklab yet.\n  → What works: --platform playground\n',
	],
	[
		['status', '--platform', 'docker'],
		'✗ There is no platform called "docker".\n  → What works: --platform playground\n',
	],
])('doklab %j is wrong usage and says what is right', async (argv, words) => {
	expect(await run(argv)).toEqual({exitCode: 2, stdout: '', stderr: words});
});

test('a directory without a course is wrong usage', async () => {
	const {exitCode, stderr} = await run(['verify', '--course', '/nonexistent']);
	expect(exitCode).toBe(2);
	expect(stderr).toMatch(/^✗ There is no course in \/nonexistent: /);
	expect(stderr).toMatch(/ {2}→ Name a directory that holds lessons\/course\.yaml\.\n$/);
});

test('a report that cannot be written is known before anything runs', async () => {
	const {exitCode, stderr} = await run(['verify', '--output', '/nonexistent/report.json']);
	expect(exitCode).toBe(2);
	expect(stderr).toMatch(/^✗ The report cannot be written: ENOENT.*\n {2}→ Choose another --output\.\n$/);
});

test('status without a cluster says how to start one, and is no error', async () => {
	expect(await run(['status'])).toEqual({
		exitCode: 0,
		stdout: 'There is no playground.\nStart it with: doklab up\n',
		stderr: '',
	});
});

test('kubeconfig without a cluster is an error of the environment with its cure', async () => {
	expect(await run(['kubeconfig'])).toEqual({
		exitCode: 3,
		stdout: '',
		stderr: '✗ There is no cluster, so there is no kubeconfig.\n  → Start one: doklab up\n',
	});
});

test('down without a cluster has nothing to do', async () => {
	expect(await run(['down', '--delete'])).toEqual({
		exitCode: 0,
		stdout: 'There is no playground.\n',
		stderr: '',
	});
});

test('what was interrupted ends with 130 and one word', async () => {
	const {Interruption} = await import('../../src/lib/errors.ts');
	const {invocation, stderr} = createInvocation(['verify'], {
		env: {DOKLAB_HOME: await temporaryDirectory()},
		signal: AbortSignal.abort(new Interruption('SIGINT')),
	});
	expect(await main(invocation)).toBe(130);
	expect(stderr.text()).toBe('Interrupted.\n');
});
