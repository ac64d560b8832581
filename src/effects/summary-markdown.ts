import type {LessonStatus, WorkshopSummary} from '../engine/workshop-events.ts';
import type {Course} from '../lesson/types.ts';
import type {Catalog, Language} from '../lib/i18n.ts';

interface Words {
	made: (date: string, proved: number, count: number, time: string) => string;
	lesson: string;
	state: string;
	time: string;
	status: Record<LessonStatus, string>;
	remaining: string;
	remove: (what: string, command: string) => string;
	nothing: string;
	duration: (minutes: number, seconds: number) => string;
}

const words: Catalog<Words> = {
	en: {
		made: (date, proved, count, time) =>
			`${date}: ${proved} of ${count} lessons proved. This session: ${time}.`,
		lesson: 'Lesson',
		state: 'State',
		time: 'Time',
		status: {
			proved: 'proved',
			open: 'open',
			next: 'not begun',
			later: 'not begun',
			unavailable: 'not for this platform',
		},
		remaining: 'Still running',
		remove: (what, command) => `${what}. To remove it: \`${command}\``,
		nothing: 'Nothing is running any more.',
		duration: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`),
	},
	ja: {
		made: (date, proved, count, time) =>
			`${date}: ${count} レッスン中 ${proved} レッスンを確認しました。今回の時間: ${time}。`,
		lesson: 'レッスン',
		state: '状態',
		time: '時間',
		status: {
			proved: '確認済み',
			open: '途中',
			next: '未着手',
			later: '未着手',
			unavailable: 'このプラットフォームでは行わない',
		},
		remaining: '動いているもの',
		remove: (what, command) => `${what} (削除するコマンド: \`${command}\`)`,
		nothing: '動いているものはありません。',
		duration: (minutes, seconds) => (minutes > 0 ? `${minutes} 分 ${seconds} 秒` : `${seconds} 秒`),
	},
};

/** The summary as a page of Markdown: what was proved, how long each lesson took, what still runs. */
export function summaryMarkdown({
	summary,
	course,
	language,
	date,
}: {
	summary: WorkshopSummary;
	course: Course;
	language: Language;
	date: string;
}): string {
	const say = words[language];
	const time = (ms: number) => {
		const seconds = Math.round(ms / 1000);
		return say.duration(Math.floor(seconds / 60), seconds % 60);
	};
	const available = summary.lessons.filter(({status}) => status !== 'unavailable');
	const proved = available.filter(({status}) => status === 'proved').length;
	const rows = summary.lessons.map(({id, status, durationMs}) => {
		const title = course.lessons.find((lesson) => lesson.id === id)?.title[language] ?? id;
		return `| ${cell(title)} | ${say.status[status]} | ${durationMs > 0 ? time(durationMs) : ''} |`;
	});
	const remaining =
		summary.remaining.length === 0
			? [say.nothing]
			: [
					`## ${say.remaining}`,
					'',
					...summary.remaining.map(
						({what, command}) => `- ${say.remove(what.replace(/[.。]$/, ''), command)}`,
					),
				];
	return [
		`# ${course.title[language]}`,
		'',
		say.made(date, proved, available.length, time(summary.durationMs)),
		'',
		`| ${say.lesson} | ${say.state} | ${say.time} |`,
		'| --- | --- | ---: |',
		...rows,
		'',
		...remaining,
		'',
	].join('\n');
}

function cell(text: string): string {
	return text.replaceAll('|', String.raw`\|`);
}
