import type {WorkshopSummary} from '../../engine/workshop-events.ts';
import type {Course, Language} from '../../lesson/types.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';

const words = {
	en: {
		took: (time: string) => `${time} this time`,
		proved: (count: number, all: number) => `${count} of ${all} lessons proved`,
		running: 'Still there, and how to remove it',
		nothing: 'Nothing of it runs any more.',
	},
	ja: {
		took: (time: string) => `今回 ${time}`,
		proved: (count: number, all: number) => `${all} レッスン中 ${count} レッスンを確認`,
		running: 'まだ動いているものと、消し方',
		nothing: '動いているものはありません。',
	},
};

/** What was proved, how long it took, what still runs; for the screen, and for the terminal after it. */
export function summaryLines(
	summary: WorkshopSummary,
	{course, language}: {course: Course; language: Language},
	width: number,
	theme: Theme,
): string[] {
	const rows = rowsOf(summary, course, language);
	const titleColumns = Math.min(Math.max(...rows.map(({title}) => widthOf(title))), Math.max(20, width - 24));
	const lines = [
		`${theme.strong(course.title[language])}  ${theme.quiet(overview(summary, language))}`,
		'',
		...rows.map(({title, status, time}) => {
			const sign = status === 'proved' ? theme.proved(theme.signs.proved) : theme.quiet(theme.signs.open);
			const name = pad(truncate(title, titleColumns, theme.signs.ellipsis), titleColumns);
			return `${sign} ${status === 'proved' ? name : theme.quiet(name)}  ${theme.quiet(time.padStart(11))}`;
		}),
		'',
		...remainingLines(summary, language, theme),
	];
	return lines.map((line) => truncate(line, width, theme.signs.ellipsis));
}

function overview(summary: WorkshopSummary, language: Language): string {
	const counted = summary.lessons.filter(({status}) => status !== 'unavailable');
	const proved = counted.filter(({status}) => status === 'proved').length;
	const say = words[language];
	return [say.proved(proved, counted.length), say.took(formatDuration(summary.durationMs))].join(
		language === 'en' ? ', ' : '、',
	);
}

function rowsOf({lessons}: WorkshopSummary, course: Course, language: Language) {
	return lessons
		.filter(({status}) => status !== 'unavailable')
		.map(({id, status, durationMs}) => ({
			title: course.lessons.find((lesson) => lesson.id === id)?.title[language] ?? id,
			status,
			time: durationMs > 0 ? formatDuration(durationMs) : '',
		}));
}

function remainingLines({remaining}: WorkshopSummary, language: Language, theme: Theme): string[] {
	const say = words[language];
	return remaining.length === 0
		? [theme.quiet(say.nothing)]
		: [
				theme.strong(say.running),
				...remaining.flatMap(({what, command}) => [`  ${what}`, `    ${theme.code(`$ ${command}`)}`]),
			];
}
