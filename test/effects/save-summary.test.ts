import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {saveSummary} from '../../src/effects/save-summary.ts';
import type {WorkshopSummary} from '../../src/engine/workshop-events.ts';
import {loadCourse} from '../../src/lesson/load.ts';
import {temporaryDirectory} from '../helpers/directory.ts';

const small = new URL('../fixtures/courses/small', import.meta.url).pathname;
const summary: WorkshopSummary = {
	durationMs: 3_599_600,
	lessons: [
		{id: 'first', status: 'proved', durationMs: 119_700},
		{id: 'second', status: 'next', durationMs: 0},
	],
	remaining: [{what: 'The playground runs.', command: 'doklab down --delete'}],
};
const now = new Date(2026, 10, 3, 12).getTime();

async function save(language: 'en' | 'ja', changes: Partial<WorkshopSummary> = {}, directory?: string) {
	const course = await loadCourse(small, {signal: AbortSignal.timeout(10_000)});
	const options = {course, language, now, directory: directory ?? (await temporaryDirectory())};
	return saveSummary({...options, summary: {...summary, ...changes}});
}

test('the summary is a page of Markdown with the time of each lesson', async () => {
	const file = await save('en');
	expect(file.endsWith('/doklab-summary-2026-11-03.md')).toBe(true);
	expect(await readFile(file, 'utf8')).toBe(`# A small course

2026-11-03: 1 of 2 lessons proved. This session: 60 min 0 s.

| Lesson | State | Time |
| --- | --- | ---: |
| First | proved | 2 min 0 s |
| Second | not begun |  |

## Still running

- The playground runs. To remove it: \`doklab down --delete\`
`);
});

test('in Japanese, with nothing left running', async () => {
	const file = await save('ja', {remaining: []});
	expect(await readFile(file, 'utf8')).toBe(`# 小さなコース

2026-11-03: 2 レッスン中 1 レッスンを確認しました。今回の時間: 60 分 0 秒。

| レッスン | 状態 | 時間 |
| --- | --- | ---: |
| 最初 | 確認済み | 2 分 0 秒 |
| 二番目 | 未着手 |  |

動いているものはありません。
`);
});

test('a file that is there is never overwritten', async () => {
	const directory = await temporaryDirectory();
	await writeFile(join(directory, 'doklab-summary-2026-11-03.md'), 'mine');
	expect(await save('en', {}, directory)).toBe(join(directory, 'doklab-summary-2026-11-03-2.md'));
	expect(await save('en', {}, directory)).toBe(join(directory, 'doklab-summary-2026-11-03-3.md'));
	expect(await readFile(join(directory, 'doklab-summary-2026-11-03.md'), 'utf8')).toBe('mine');
});

test('a directory that is not there is the system’s error', async () => {
	await expect(save('en', {}, '/nonexistent')).rejects.toThrow('ENOENT');
});
