import type {WorkshopSummary} from '../engine/workshop-events.ts';
import type {Course, Language} from '../lesson/types.ts';
import {durationIn} from './duration.ts';
import {words} from './words.ts';

/** What was proved, how long it took, what still runs and how to remove it; a line each. */
export function summaryLines(summary: WorkshopSummary, course: Course, language: Language): string[] {
	const say = words[language];
	const available = summary.lessons.filter(({status}) => status !== 'unavailable');
	const proved = available.filter(({status}) => status === 'proved');
	const worked = available
		.map((lesson, index) => ({...lesson, number: index + 1}))
		.filter(({status, durationMs}) => status === 'proved' || durationMs > 0);
	return [
		say.summary(proved.length, available.length, durationIn(say, summary.durationMs)),
		...worked.map(({id, number, status, durationMs}) => {
			const title = course.lessons.find((lesson) => lesson.id === id)?.title[language] ?? id;
			const parts = [
				say.summaryStatus[status === 'proved' ? 'proved' : 'open'],
				...(durationMs > 0 ? [durationIn(say, durationMs)] : []),
			];
			return say.lessonLine(number, title, say.list(parts));
		}),
		...(summary.remaining.length === 0
			? [say.nothingRuns]
			: summary.remaining.map(({what, command}) => say.remaining(what.replace(/[.。]$/, ''), command))),
	];
}
