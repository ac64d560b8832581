import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {temporaryDirectory} from '../helpers/directory.ts';
import {inTerminal} from './in-terminal.ts';

const call = "openEditor('a file.yaml', options)";

async function fakeEditor(body: string) {
	const directory = await temporaryDirectory();
	const file = join(directory, 'editor');
	await writeFile(file, `#!/bin/sh\n${body}\n`);
	await chmod(file, 0o755);
	return file;
}

test('VISUAL goes before EDITOR, and may have arguments', async () => {
	const editor = await fakeEditor('printf "<%s>\\n" "$@"; echo changed > "$3"');
	const env = {VISUAL: `${editor} --wait "two words"`, EDITOR: 'false'};
	const {terminal, home} = await inTerminal('open-editor.ts', call, env);
	const screen = await terminal.waitFor('ended {"ok":true}');
	expect(screen.slice(0, 3)).toEqual(['<--wait>', '<two words>', '<a file.yaml>']);
	expect(await readFile(join(home, 'a file.yaml'), 'utf8')).toBe('changed\n');
});

test('an editor that is not there is named, with the file to open', async () => {
	const {result} = await inTerminal('open-editor.ts', call, {EDITOR: 'no-such-editor -w'});
	expect(await result()).toEqual({
		ok: false,
		message:
			'There is no editor called no-such-editor on the PATH. ' +
			'Set EDITOR to one that is there, or open the file yourself: a file.yaml',
	});
});

test('without any, vi is what is looked for', async () => {
	const env = {VISUAL: '', EDITOR: '', PATH: '/nonexistent'};
	const {result} = await inTerminal('open-editor.ts', call, env);
	expect(await result()).toMatchObject({
		ok: false,
		message: expect.stringContaining('There is no editor called vi on the PATH.'),
	});
});

test('an editor that fails is told with its code', async () => {
	const editor = await fakeEditor('exit 7');
	const {result} = await inTerminal('open-editor.ts', call, {EDITOR: editor});
	expect(await result()).toEqual({ok: false, message: `${editor} ended with exit code 7.`});
});
