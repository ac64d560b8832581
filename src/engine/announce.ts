import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {SessionEvent} from './events.ts';
import type {PlannedLesson} from './plan.ts';

/** The event that says what will be walked. */
export function announce(options: {
	course: Course;
	platform: PlatformName;
	language: Language;
	versions: Record<string, string>;
	lessons: readonly PlannedLesson[];
	repeat: number;
}): SessionEvent {
	const {course, language, lessons, ...rest} = options;
	return {
		type: 'sessionStarted',
		course: course.id,
		title: course.title[language],
		language,
		...rest,
		lessons: lessons.map(({lesson, skipped, steps}) => ({
			id: lesson.id,
			title: lesson.title[language],
			...(skipped !== undefined && {skipped}),
			steps: steps.map(({step, skipped: stepSkipped}) => ({
				id: step.id,
				title: step.heading[language],
				...(stepSkipped !== undefined && {skipped: stepSkipped}),
				checks: step.checks.map(({id, title}) => ({id, title: title[language]})),
			})),
		})),
	};
}
