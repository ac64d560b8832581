import type {Place} from '../../effects/place.ts';
import {commandLine} from '../../engine/actions/command-line.ts';
import type {Course} from '../../lesson/types.ts';
import type {Catalog} from '../../lib/i18n.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {findStep, lessonsFor, type StepPlace} from '../place.ts';
import {proseLines} from '../prose.ts';
import {words} from '../words.ts';

interface NotesWords {
	proved: string;
	time: (minutes: number, planned: number) => string;
	progress: (proved: number, count: number) => string;
	notes: string;
	none: string;
	commands: string;
	hints: string;
	next: string;
	end: string;
	unknownStep: (lesson: string, step: string) => string;
	noWorkshop: string[];
}

const notesWords: Catalog<NotesWords> = {
	en: {
		proved: 'proved',
		time: (minutes, planned) => `${minutes} min since the lesson began; ${planned} are planned.`,
		progress: (proved, count) => `${proved} of ${count} lessons proved.`,
		notes: 'Notes',
		none: 'There are none for this step.',
		commands: 'Commands',
		hints: 'Hints',
		next: 'Next',
		end: 'This is the last step.',
		unknownStep: (lesson, step) => `The workshop is at ${lesson}/${step}, which this course does not have.`,
		noWorkshop: ['No workshop is running.', 'Start one in another terminal: doklab'],
	},
	ja: {
		proved: '確認済み',
		time: (minutes, planned) => `レッスン開始から ${minutes} 分 (予定 ${planned} 分)`,
		progress: (proved, count) => `${count} レッスン中 ${proved} レッスンを確認済み`,
		notes: 'ノート',
		none: 'このステップのノートはありません。',
		commands: 'コマンド',
		hints: 'ヒント',
		next: '次',
		end: '最後のステップです。',
		unknownStep: (lesson, step) =>
			`ワークショップは ${lesson}/${step} にいますが、このコースにはありません。`,
		noWorkshop: ['ワークショップが動いていません。', '別の端末で始めてください: doklab'],
	},
};

/** What a presenter wants to read beside the step that is on the screen. `now`: milliseconds since the epoch. */
export function notesLines(
	place: Place,
	{course, width, now}: {course: Course; width: number; now: number},
): string[] {
	const {language, platform} = place;
	const say = words[language];
	const own = notesWords[language];
	const at = findStep(course, platform, place);
	if (at === undefined) {
		return wrap(own.unknownStep(place.lesson, place.step), width);
	}

	const {lesson, step} = at;
	const lessons = lessonsFor(course, platform);
	const minutes = Math.max(0, Math.floor((now - place.lessonStartedAt) / 60_000));
	const commands = step.do.flatMap((action) => commandLine(action).trimEnd().split('\n'));
	const hints = step.hints.flatMap((hint, index) =>
		wrap(hint[language], width, {first: `  ${index + 1}. `, rest: '     '}),
	);
	const notes = step.notes?.[language] ?? own.none;
	return [
		...wrap(say.lesson(at.lessonNumber, at.lessonCount, lesson.title[language]), width),
		...wrap(
			`${say.step(at.stepNumber, at.stepCount, step.heading[language])}${place.isStepProved ? ` (${own.proved})` : ''}`,
			width,
		),
		...wrap(own.time(minutes, lesson.minutes), width),
		...wrap(own.progress(place.proved.length, lessons.length), width),
		...section(own.notes, indented(proseLines(notes, width - 2))),
		...(commands.length > 0 ? section(own.commands, indented(commands)) : []),
		...(hints.length > 0 ? section(own.hints, hints) : []),
		...section(own.next, wrap(nextOf(at, place, course), width, {first: '  ', rest: '  '})),
	];
}

/** The same while no workshop runs. */
export function noWorkshopLines(language: Place['language']): string[] {
	return notesWords[language].noWorkshop;
}

function nextOf(
	{lesson, lessonNumber, lessonCount, stepNumber, stepCount}: StepPlace,
	place: Place,
	course: Course,
) {
	const {language, platform} = place;
	const say = words[language];
	const isHere = ({on}: {on: string[] | undefined}) => on?.includes(platform) ?? true;
	const step = lesson.steps.filter(isHere)[stepNumber];
	if (step !== undefined) {
		return say.step(stepNumber + 1, stepCount, step.heading[language]);
	}

	const lessonAfter = lessonsFor(course, platform)[lessonNumber];
	return lessonAfter === undefined
		? notesWords[language].end
		: say.lesson(lessonNumber + 1, lessonCount, lessonAfter.title[language]);
}

function section(title: string, lines: string[]): string[] {
	return ['', title, ...lines];
}

function indented(lines: string[]): string[] {
	return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
