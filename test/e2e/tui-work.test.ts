import {join} from 'node:path';
import {expect, test} from 'vitest';
import {installedKubectls, kubectl} from '../helpers/kubectl.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {useLearner} from './tui-learner.ts';
import type {Learner} from './tui-learner.ts';
import {enterOf, lessonNumber, opened, pressEnter} from './tui-screen.ts';

const learner = useLearner();

/** kubectl as in another terminal of the learner's: with the kubeconfig that `doklab kubeconfig` names. */
async function byHand(me: Learner, binary: string, ...argv: string[]): Promise<string> {
	const {stdout: kubeconfig} = await me.doklab('kubeconfig');
	const done = await kubectl(binary, {kubeconfig: kubeconfig.trim(), directory: me.home}, ...argv);
	expect({argv, ...done}).toMatchObject({argv, code: 0});
	return done.stdout;
}

/** Opens the lesson about ConfigMaps; doklab asks first, then replays what it builds on. */
async function openConfigMaps(me: Learner): Promise<Terminal> {
	const terminal = me.open({columns: 120, rows: 40}, 'start', 'configmaps', '--lang', 'en');
	await terminal.waitFor('Replay what Configuration outside the image builds on?');
	terminal.type('Enter');
	const ready = await terminal.waitFor(
		(rows) => enterOf(rows) === 'run' && /● 4 nodes/.test(rows[0] ?? '') && lessonNumber(rows) === 4,
		{timeout: 60_000},
	);
	for (const title of ['Tools', 'A cluster of four nodes', 'A namespace for the database']) {
		expect(ready).toContainEqual(expect.stringContaining(`✓ ${title}`));
	}

	return terminal;
}

async function back(terminal: Terminal): Promise<void> {
	terminal.type('Escape');
	await terminal.waitFor((rows) => enterOf(rows) !== undefined);
}

const isAtTheEnvironment = (rows: string[]) => rows.some((row) => /▌ [○◐✓] The environment/.test(row));

test('a step done by hand with kubectl is noticed, the workshop goes on, and the difference is shown', async (context) => {
	const [binary] = installedKubectls();
	if (binary === undefined) {
		return context.skip('no kubectl on the PATH');
	}

	const me = learner(context);
	const terminal = await openConfigMaps(me);
	terminal.type('d');
	await terminal.waitFor('Not in the cluster: ConfigMap postgres');
	await back(terminal);

	const manifest = join(me.person.directory, 'manifests/40-files.yaml');
	await byHand(me, binary, 'apply', '-f', manifest);
	await terminal.waitFor(isAtTheEnvironment);
	await terminal.waitFor('Done by hand, and proved.');

	terminal.type('[');
	await terminal.waitFor((rows) => rows.some((row) => /▌ ✓ The server's files/.test(row)));
	terminal.type('d');
	await terminal.waitFor('Nothing differs: the cluster holds what the manifest says.');
	await back(terminal);

	await byHand(me, binary, 'label', '-n', 'postgres', 'configmap/postgres', 'type=other', '--overwrite');
	terminal.type('d');
	await terminal.waitFor((rows) => rows.some((row) => /- +type: file/.test(row)));
	expect(terminal.screen()).toContainEqual(expect.stringMatching(/\+ +type: other/));
});

test('reset asks first; no leaves everything, yes takes away what the lesson made', async (context) => {
	const [binary] = installedKubectls();
	if (binary === undefined) {
		return context.skip('no kubectl on the PATH');
	}

	const me = learner(context);
	const terminal = await openConfigMaps(me);
	await pressEnter(terminal, (rows) => enterOf(rows) === 'next lesson');
	const list = () => byHand(me, binary, 'get', 'configmap', '-n', 'postgres', '-o', 'name');
	expect(await list()).toContain('configmap/postgres\n');

	terminal.type('R');
	await terminal.waitFor('Reset this lesson? (Configuration outside the image)');
	terminal.type('Escape');
	await terminal.waitFor((rows) => enterOf(rows) === 'next lesson');
	expect(await list()).toContain('configmap/postgres\n');

	terminal.type('R');
	await terminal.waitFor('Reset this lesson? (Configuration outside the image)');
	terminal.type('Enter');
	await terminal.waitFor((rows) => enterOf(rows) === 'run' && isAtTheFiles(rows), {timeout: 30_000});
	expect(await list()).not.toContain('configmap/postgres\n');
	expect(terminal.screen()).not.toContainEqual(expect.stringContaining('✓ Configuration outside'));
});

const isAtTheFiles = (rows: string[]) => rows.some((row) => /▌ [○◐] The server's files/.test(row));

test('who comes back finds what was proved and the place; without the cluster it offers to rebuild, and does', async (context) => {
	const me = learner(context);
	const first = me.open({columns: 120, rows: 40}, '--lang', 'ja');
	await opened(first);
	await pressEnter(first, (rows) => lessonNumber(rows) === 3 && enterOf(rows) === '実行');
	first.type('q');
	await first.waitFor('11 レッスン中 2 レッスンを確認');
	expect(first.screen().join('\n')).toContain('doklab down --delete');
	first.type('Enter');
	expect(await first.exited).toEqual({exitCode: 0, signal: undefined});

	const second = me.open({columns: 120, rows: 40}, '--lang', 'ja');
	const screen = await opened(second);
	expect(lessonNumber(screen)).toBe(3);
	await second.waitFor((rows) => isProved(rows, 'ツールの準備') && isProved(rows, '4 ノードのクラスタ'));
	expect(enterOf(second.screen())).toBe('実行');
	second.type('q');
	await second.waitFor('11 レッスン中 2 レッスンを確認');
	second.type('Enter');
	await second.exited;

	expect(await me.doklab('down', '--delete')).toMatchObject({exitCode: 0});
	const third = me.open({columns: 120, rows: 40}, '--lang', 'ja');
	await third.waitFor(/作業していたクラスタ?がなくなっています。作り直しますか\?/, {timeout: 20_000});
	expect(isProved(third.screen(), '4 ノードのクラスタ')).toBe(false);
	third.type('Enter');
	await third.waitFor(
		(rows) =>
			/● 4 ノード/.test(rows[0] ?? '') && isProved(rows, '4 ノードのクラスタ') && lessonNumber(rows) === 3,
		{timeout: 60_000},
	);
});

function isProved(screen: string[], title: string): boolean {
	return screen.some((row) => row.startsWith(`   ✓ ${title}`) || row.startsWith(` ▸ ✓ ${title}`));
}

test('language, find, manifest, and hints in tiers, where there is no cluster yet', async (context) => {
	const terminal = learner(context).open({columns: 120, rows: 40}, 'start', 'configmaps', '--lang', 'en');
	await terminal.waitFor('only look');
	terminal.type('o');
	await terminal.waitFor((rows) => enterOf(rows) === 'run');

	terminal.type('l');
	await terminal.waitFor('サーバーの設定ファイル');
	expect(enterOf(terminal.screen())).toBe('実行');
	terminal.type('l');
	await terminal.waitFor("The server's files");

	terminal.type('v');
	const manifest = await terminal.waitFor('apiVersion: v1');
	expect(manifest[2]).toBe('  manifests/40-files.yaml');
	expect(manifest).toContainEqual(expect.stringContaining('Selectors find the object by these.'));
	const key = manifest.findIndex((row) => row.includes('kind: ConfigMap'));
	const {foreground} = terminal.cell(manifest[key]!.indexOf('kind'), key);
	expect(foreground).not.toBe('default');
	await back(terminal);

	terminal.type('h');
	await terminal.waitFor('Hint 1 of 2');
	expect(terminal.screen().join('\n')).not.toContain('Solution');
	terminal.type('h');
	await terminal.waitFor('Solution');
	expect(terminal.screen().join('\n')).toContain('That was the last one.');
	await back(terminal);

	terminal.type('/');
	await terminal.waitFor('▸  1');
	terminal.type('片付け');
	const found = await terminal.waitFor((rows) => rows.join('\n').includes('▸ 11'));
	expect(found.join('\n')).not.toContain('Services');
	await back(terminal);
	expect(lessonNumber(terminal.screen())).toBe(4);
});

test('copies the command of the step, clean, and says so', async (context) => {
	const terminal = learner(context).open({columns: 80, rows: 24}, 'start', 'configmaps', '--lang', 'en');
	await terminal.waitFor('only look');
	terminal.type('o');
	await terminal.waitFor((rows) => enterOf(rows) === 'run');
	terminal.type('c');
	await terminal.waitFor('clipboard');
	expect(terminal.clipboard()).toBe('kubectl apply -f manifests/40-files.yaml');
});
