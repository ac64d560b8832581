import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {temporaryDirectory} from '../helpers/directory.ts';
import {inTerminal} from './in-terminal.ts';

const shells = [
	{
		name: 'bash',
		startFile: '.bashrc',
		start: "PS1='mine$ '; alias hi='echo hello'; export KUBECONFIG=/theirs",
	},
	{
		name: 'zsh',
		startFile: '.zshrc',
		start: "PROMPT='mine$ '; alias hi='echo hello'; export KUBECONFIG=/theirs",
	},
	{
		name: 'fish',
		startFile: '.config/fish/config.fish',
		start: "function fish_prompt; echo -n 'mine$ '; end; alias hi='echo hello'; set -gx KUBECONFIG /theirs",
	},
];

describe.each(shells)('$name', ({name, startFile, start}) => {
	const shell = findShell(name);

	test("opens with the user's own start file, the cluster's kubeconfig and a prompt that says so", async ({
		skip,
	}) => {
		if (shell === undefined) {
			skip(`${name} is not installed`);
			return;
		}

		const home = await temporaryDirectory();
		await mkdir(dirname(join(home, startFile)), {recursive: true});
		await writeFile(join(home, startFile), `${start}\n`);
		const env = {SHELL: shell, HOME: home, TMPDIR: home, KUBECONFIG: '/ours/kubeconfig'};
		const {terminal} = await inTerminal('open-shell.ts', 'openShell(options)', env);
		await terminal.waitFor('(doklab) mine$');
		terminal.type('hi; echo "[$KUBECONFIG]"', 'Enter');
		await terminal.waitFor((screen) => screen.includes('hello'));
		await terminal.waitFor('[/ours/kubeconfig]');
		terminal.type('exit', 'Enter');
		await terminal.waitFor('ended {"ok":true}');
		// Its own files are gone, the user's are as they were.
		expect((await readdir(home)).filter((entry) => entry.startsWith('doklab-shell'))).toEqual([]);
		expect(await readFile(join(home, startFile), 'utf8')).toBe(`${start}\n`);
	});
});

test('sh says in its prompt where it is, and starts in the workspace', async () => {
	const {terminal, home, result} = await inTerminal('open-shell.ts', 'openShell(options)', {
		SHELL: '/bin/sh',
		ENV: '',
	});
	await terminal.waitFor('(doklab) $');
	terminal.type('pwd', 'Enter');
	await terminal.waitFor((screen) => screen.includes(home));
	// The code of its last command is not the shell's.
	terminal.type('exit 3', 'Enter');
	expect(await result()).toEqual({ok: true});
});

test('a shell that is not there is named', async () => {
	const {result} = await inTerminal('open-shell.ts', 'openShell(options)', {SHELL: '/no/such-shell'});
	expect(await result()).toEqual({
		ok: false,
		message: 'There is no shell /no/such-shell. Set SHELL to one that is there.',
	});
});

test('a prompt that bash makes anew for every line is marked anew', async ({skip}) => {
	const shell = findShell('bash');
	if (shell === undefined) {
		skip('bash is not installed');
		return;
	}

	const home = await temporaryDirectory();
	await writeFile(join(home, '.bashrc'), `PROMPT_COMMAND='PS1="$((++count)) mine> ";'\n`);
	const env = {SHELL: shell, HOME: home, TMPDIR: home};
	const {terminal} = await inTerminal('open-shell.ts', 'openShell(options)', env);
	await terminal.waitFor('(doklab) 1 mine>');
	terminal.type('Enter');
	const screen = await terminal.waitFor('(doklab) 2 mine>');
	expect(screen.filter(Boolean)).toEqual(['(doklab) 1 mine> ', '(doklab) 2 mine> ']);
});

function findShell(name: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(':')
		.map((directory) => join(directory, name))
		.find((file) => existsSync(file));
}
