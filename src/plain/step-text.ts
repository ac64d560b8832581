import {commandLine} from '../engine/actions/command-line.ts';
import type {Language} from '../lesson/types.ts';
import type {StepPlace} from './place.ts';
import {proseLines} from './prose.ts';
import {words} from './words.ts';

/** A step as it is read: the lesson's introduction where it begins, then what to do and what will prove it. */
export function stepText(
	{lesson, step, lessonNumber, lessonCount, stepNumber, stepCount}: StepPlace,
	{language, width, withIntroduction}: {language: Language; width: number; withIntroduction: boolean},
): string[] {
	const say = words[language];
	const heading = [
		say.lesson(lessonNumber, lessonCount, lesson.title[language]),
		say.step(stepNumber, stepCount, sentence(step.heading[language], language)),
	];
	const introduction = proseLines(lesson.introduction[language], width);
	const commands = step.do.map((action) => commandLine(action));
	return [
		...(withIntroduction
			? [
					...proseLines(`${heading[0]} ${say.minutes(lesson.minutes)}`, width),
					'',
					...(introduction.length > 0 ? [...introduction, ''] : []),
					...proseLines(heading[1]!, width),
				]
			: proseLines(heading.join(language === 'ja' ? '。' : ' '), width)),
		'',
		...proseLines(step.body[language], width),
		...(step.body[language].trim() === '' ? [] : ['']),
		...(step.checks.length > 0
			? [
					say.checks(step.checks.length),
					...step.checks.map(({title}, index) => say.checkTitle(index + 1, title[language])),
					'',
				]
			: []),
		...(commands.length > 1 ? [say.commands] : []),
		...commands.flatMap((command) => {
			// A script of several lines stands as it is.
			const lines = command.trimEnd().split('\n');
			return commands.length === 1 && lines.length === 1
				? [say.command(command)]
				: lines.map((line) => `    ${line}`);
		}),
	];
}

function sentence(heading: string, language: Language): string {
	return language === 'ja' || /[.?!:]$/.test(heading) ? heading : `${heading}.`;
}
