import type {Course, Lesson, PlatformName, Step} from '../lesson/types.ts';

/** A step with its numbers, counted among those that are for this platform; from 1. */
export interface StepPlace {
	lesson: Lesson;
	step: Step;
	lessonNumber: number;
	lessonCount: number;
	stepNumber: number;
	stepCount: number;
}

/** Where a step stands in the course; undefined when the course has no such step. */
export function findStep(
	course: Course,
	platform: PlatformName,
	at: {lesson: string; step: string},
): StepPlace | undefined {
	const lessons = lessonsFor(course, platform);
	const lesson = course.lessons.find(({id}) => id === at.lesson);
	const step = lesson?.steps.find(({id}) => id === at.step);
	if (lesson === undefined || step === undefined) {
		return undefined;
	}

	const steps = lesson.steps.filter((one) => isFor(one, platform));
	return {
		lesson,
		step,
		lessonNumber: lessons.indexOf(lesson) + 1,
		lessonCount: lessons.length,
		stepNumber: steps.indexOf(step) + 1,
		stepCount: steps.length,
	};
}

/** The lessons that are for a platform, in their order. */
export function lessonsFor(course: Course, platform: PlatformName): Lesson[] {
	return course.lessons.filter((lesson) => isFor(lesson, platform));
}

/** The lesson that somebody means: its number (among those for the platform), its id, or part of its title. */
export function findLesson(course: Course, platform: PlatformName, text: string): Lesson | undefined {
	const wanted = text.trim().normalize('NFKC').toLowerCase();
	const byNumber = /^\d+$/.test(wanted) ? lessonsFor(course, platform)[Number(wanted) - 1] : undefined;
	const titled = (matches: (title: string) => boolean) =>
		course.lessons.find(({title}) =>
			Object.values(title).some((one) => matches(one.normalize('NFKC').toLowerCase())),
		);
	return (
		byNumber ??
		course.lessons.find(({id}) => id === wanted) ??
		course.lessons.find(({id}) => id.startsWith(wanted)) ??
		titled((title) => title.includes(wanted))
	);
}

function isFor({on}: {on: PlatformName[] | undefined}, platform: PlatformName): boolean {
	return on === undefined || on.includes(platform);
}
