import {UsageError} from '../lib/errors.ts';
import {suggest} from '../lesson/similar.ts';
import type {Course, Language, Lesson, PlatformName, Step} from '../lesson/types.ts';

export interface PlannedStep {
	step: Step;
	/** Why it is not walked. */
	skipped: string | undefined;
}

export interface PlannedLesson {
	lesson: Lesson;
	/** Why it is not walked. */
	skipped: string | undefined;
	steps: PlannedStep[];
}

/**
 * What will be walked: the named lessons and what they need, or all, in the course's order. Throws UsageError for
 * a name that is no lesson. Reasons are in the language given.
 */
export function planCourse(
	course: Course,
	selection: readonly string[],
	audience: {platform: PlatformName; language: Language},
): PlannedLesson[] {
	const wanted = selection.length === 0 ? course.lessons : withNeeds(course, selection);
	return wanted.map((lesson) => {
		const skipped = skipReason('lesson', lesson.on, audience);
		const steps = lesson.steps.map((step) => ({
			step,
			skipped: skipped ?? skipReason('step', step.on, audience),
		}));
		return {lesson, skipped, steps};
	});
}

function withNeeds(course: Course, selection: readonly string[]): Lesson[] {
	const ids = course.lessons.map(({id}) => id);
	const wanted = new Set<string>();
	const add = (id: string) => {
		const lesson = course.lessons.find((candidate) => candidate.id === id);
		if (lesson === undefined) {
			throw new UsageError(`There is no lesson "${id}".`, [suggest(id, ids)]);
		}

		if (!wanted.has(id)) {
			wanted.add(id);
			for (const need of lesson.needs) {
				add(need);
			}
		}
	};
	for (const id of selection) {
		add(id);
	}

	return course.lessons.filter(({id}) => wanted.has(id));
}

function skipReason(
	noun: 'lesson' | 'step',
	on: readonly PlatformName[] | undefined,
	{platform, language}: {platform: PlatformName; language: Language},
): string | undefined {
	if (on === undefined || on.includes(platform)) {
		return undefined;
	}

	return language === 'ja'
		? `${noun === 'lesson' ? 'このレッスン' : 'このステップ'}は ${on.join('、')} 用で、${platform} では行いません`
		: `the ${noun} is for ${on.join(' and ')}, not for ${platform}`;
}
