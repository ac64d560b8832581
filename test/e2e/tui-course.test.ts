import {expect, test} from 'vitest';
import {loadCourse} from '../../src/lesson/load.ts';
import {traces, until} from '../helpers/machine.ts';
import {useLearner} from './tui-learner.ts';
import {expectRestored, opened, pressEnter} from './tui-screen.ts';

const learner = useLearner();

test.for([
	{
		language: 'ja',
		columns: 80,
		rows: 24,
		all: '11 レッスン中 11 レッスンを確認',
		nothing: '動いているものはありません。',
	},
	{
		language: 'en',
		columns: 160,
		rows: 45,
		all: '11 of 11 lessons proved',
		nothing: 'Nothing of it runs any more.',
	},
] as const)(
	'the whole course with Enter alone, at $columns x $rows in $language: every lesson is proved, and nothing is left',
	async ({language, columns, rows, all, nothing}, context) => {
		const course = await loadCourse(new URL('../../', import.meta.url).pathname);
		expect(course.lessons).toHaveLength(11);
		const me = learner(context);
		const terminal = me.open({columns, rows}, 'start', '--lang', language);
		await opened(terminal);
		await pressEnter(terminal, () => false);
		const summary = await terminal.waitFor(all);
		for (const lesson of course.lessons) {
			expect(summary).toContainEqual(
				expect.stringMatching(new RegExp(`✓ ${escaped(lesson.title[language])} +[\\d.]+ (s|min)`)),
			);
		}

		expect(summary.join('\n')).toContain(nothing);
		terminal.type('Enter');
		expect(await terminal.exited).toEqual({exitCode: 0, signal: undefined});
		expectRestored(terminal);
		expect(terminal.screen().join('\n')).toContain(all);
		await until(
			'nothing of it runs',
			5000,
			() => traces(me.home).processes.length === 0,
			() => traces(me.home),
		);
		expect(traces(me.home).mounts).toEqual([]);
	},
);

function escaped(text: string): string {
	return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
