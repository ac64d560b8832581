import {expect, test} from 'vitest';
import {bindings} from '../../src/tui/keys.ts';
import {keySign} from '../../src/tui/screens/key-signs.ts';
import {createTheme} from '../../src/tui/theme.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {useLearner} from './tui-learner.ts';
import {enterOf, opened} from './tui-screen.ts';

const learner = useLearner();

const words = {
	en: {lessons: 'StatefulSet', noCluster: 'There is no cluster', noOutput: 'Nothing has been run yet.'},
	ja: {lessons: '片付け', noCluster: 'がありません', noOutput: 'まだ何も実行していません。'},
};

test.for(['en', 'ja'] as const)(
	'narrow, in %s: one pane at a time, which 1 to 4 choose',
	async (language, context) => {
		const say = words[language];
		const terminal = learner(context).open({columns: 60, rows: 18}, '--lang', language);
		await opened(terminal);
		expectWhole(terminal);
		expect(terminal.screen().join('\n')).not.toContain(say.lessons);

		for (const [key, text] of [
			['1', say.lessons],
			['3', say.noCluster],
			['4', say.noOutput],
			['2', '▌'],
		] as const) {
			terminal.type(key);
			await terminal.waitFor(text);
			expectWhole(terminal);
			const others = [say.lessons, say.noCluster, say.noOutput].filter((other) => other !== text);
			for (const other of others) {
				expect(terminal.screen().join('\n')).not.toContain(other);
			}
		}
	},
);

test.for(['en', 'ja'] as const)(
	'normal, in %s: the lessons beside the lesson, in whose place the cluster and the output come',
	async (language, context) => {
		const say = words[language];
		const terminal = learner(context).open({columns: 120, rows: 40}, '--lang', language);
		const screen = await opened(terminal);
		expectWhole(terminal);
		expect(screen.join('\n')).toContain(say.lessons);
		expectStraight(terminal, '▌');
		for (const [key, text] of [
			['3', say.noCluster],
			['4', say.noOutput],
		] as const) {
			terminal.type(key);
			const other = await terminal.waitFor(text);
			expectWhole(terminal);
			expect(other.join('\n')).toContain(say.lessons);
			expect(other.join('\n')).not.toContain('▌');
		}
	},
);

test.for(['en', 'ja'] as const)(
	'wide, in %s: lessons, lesson, cluster and output at once, with straight edges',
	async (language, context) => {
		const say = words[language];
		const terminal = learner(context).open({columns: 200, rows: 60}, '--lang', language);
		const screen = await opened(terminal);
		expectWhole(terminal);
		for (const text of [say.lessons, say.noCluster, say.noOutput, '▌']) {
			expect(screen.join('\n')).toContain(text);
		}

		expectStraight(terminal, '▌');
		// The line between the lesson and the side goes from the first row of the body to the last.
		const line = columnsOf(terminal, '│', 2).at(-1) ?? -1;
		const body = terminal.cells().slice(2, 58);
		expect(body.map((row) => row[line]?.text)).toEqual(body.map(() => '│'));
	},
);

test('a terminal that is too small says what it needs, and goes on when it is larger; so does any change of size', async (context) => {
	const terminal = learner(context).open({columns: 80, rows: 24}, '--lang', 'ja');
	await opened(terminal);
	for (const [columns, rows] of [
		[59, 18],
		[60, 17],
		[20, 5],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.waitFor((screen) =>
			screen.join('').replaceAll(' ', '').includes(`60x18以上の画面が必要です。今は${columns}x${rows}です。`),
		);
		expect(enterOf(terminal.screen())).toBeUndefined();
	}

	for (const [columns, rows] of [
		[200, 60],
		[60, 18],
		[120, 40],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		// The footer is in the last row, and the header says how the cluster is in its right end.
		await terminal.waitFor((screen) => enterOf(screen) === '実行' && isWhole(terminal));
		expectWhole(terminal);
		expectStraight(terminal, '▌');
	}
});

test('the help lists every key of the panes, in both languages', async (context) => {
	const terminal = learner(context).open({columns: 90, rows: 60}, '--lang', 'en');
	await opened(terminal);
	terminal.type('?');
	await terminal.waitFor('to the beginning');
	const theme = createTheme({colors: 0, isUnicode: true});
	for (const language of ['en', 'ja'] as const) {
		const page = (await terminal.waitFor(language === 'en' ? 'The step' : '調べる・作業する')).join('\n');
		for (const {keys, description} of bindings.filter(({contexts}) => contexts.includes('main'))) {
			expect(page).toContain(description[language]);
			expect(page).toContain(keys.map((key) => keySign(key, theme)).join(' '));
		}

		terminal.type('l');
	}
});

test('a key that comes with the first frame is neither lost nor echoed', async (context) => {
	const terminal = learner(context).open({columns: 80, rows: 24}, '--lang', 'en');
	await terminal.waitFor((rows) => enterOf(rows) === 'run');
	terminal.type('Enter');
	await terminal.waitFor((rows) => enterOf(rows) === 'next step');
	expect(isWhole(terminal) ? 'whole' : terminal.screen()).toBe('whole');
});

/** Header, panes and footer, and nothing that is wider than the screen: that would stand in its last column. */
function isWhole(terminal: Terminal): boolean {
	const cells = terminal.cells();
	const header = terminal.screen()[0] ?? '';
	return (
		/\d+\/11/.test(header) && /(?:EN|日本語)$/.test(header) && cells.every((row) => row.at(-1)?.text === ' ')
	);
}

function expectWhole(terminal: Terminal): void {
	const screen = terminal.screen();
	expect(isWhole(terminal) ? 'whole' : screen).toBe('whole');
	expect(screen[1]).toBe('');
	expect(screen.at(-1)).toMatch(/\? ?(?:all keys|全キー)$/);
}

/** Every `sign` on the screen stands in the same column: no row is shifted by a character of another width. */
function expectStraight(terminal: Terminal, sign: string): void {
	const columns = terminal.cells().flatMap((row) => row.flatMap(({text}, x) => (text === sign ? [x] : [])));
	expect(columns.length).toBeGreaterThan(5);
	expect(Array.from(new Set(columns))).toHaveLength(1);
}

function columnsOf(terminal: Terminal, sign: string, y: number): number[] {
	return (terminal.cells()[y] ?? []).flatMap(({text}, x) => (text === sign ? [x] : []));
}
