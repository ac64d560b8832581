import type {Node} from 'yaml';
import {buildAction, type Defaults} from './build-action.ts';
import {buildCheck, type Locate} from './build-check.ts';
import type {Section} from './prose.ts';
import type {RawLesson, RawStep} from './raw.ts';
import type {LessonFiles} from './read-lesson.ts';
import {languages, type Language, type Lesson, type Step, type Text} from './types.ts';

/** The typed lesson of files without mistakes. */
export function buildLesson(files: LessonFiles & {id: string}, defaults: Defaults): Lesson {
	const document = files.source.documents[0]!;
	const raw = document.toJS() as RawLesson;
	const locate: Locate = (...path) =>
		files.source.locate((path.length === 0 ? document.contents : document.getIn(path, true)) as Node | null);
	const telling = (step: string | undefined, part: 'heading' | 'body') => tell(files.sections, step, part);
	return {
		id: files.id,
		title: telling(undefined, 'heading'),
		introduction: telling(undefined, 'body'),
		minutes: raw.minutes,
		needs: raw.needs ?? [],
		on: raw.on,
		steps: raw.steps.map((step, index) =>
			buildStep(
				step,
				{heading: telling(step.id, 'heading'), body: telling(step.id, 'body')},
				defaults,
				(...path) => locate('steps', index, ...path),
			),
		),
		location: locate(),
	};
}

function buildStep(
	raw: RawStep,
	prose: {heading: Text; body: Text},
	defaults: Defaults,
	locate: Locate,
): Step {
	const actions = (field: 'do' | 'cleanup') =>
		(raw[field] ?? []).map((action, index) => buildAction(action, defaults, locate(field, index)));
	return {
		id: raw.id,
		...prose,
		on: raw.on,
		do: actions('do'),
		checks: (raw.checks ?? []).map((check, index) =>
			buildCheck(check, defaults, (...path) => locate('checks', index, ...path)),
		),
		hints: raw.hints ?? [],
		notes: raw.notes,
		cleanup: actions('cleanup'),
		location: locate(),
	};
}

function tell(
	sections: Record<Language, Section[]>,
	step: string | undefined,
	part: 'heading' | 'body',
): Text {
	return Object.fromEntries(
		languages.map((language) => [
			language,
			sections[language].find((section) => section.step === step)![part],
		]),
	) as Text;
}
