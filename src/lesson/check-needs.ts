import type {Problems} from './problem.ts';
import {suggest} from './similar.ts';
import type {Location} from './types.ts';

/** A lesson's `needs` with the place of each. */
export interface Needs {
	lesson: string;
	needs: Array<{id: string; location: Location}>;
}

/**
 * Reports needs that name an unknown lesson, the lesson itself, or a later one. A cycle always has a need of a
 * later lesson in it, so it cannot go unseen.
 */
export function checkNeeds(lessons: readonly Needs[], order: readonly string[], problems: Problems): void {
	for (const {lesson, needs} of lessons) {
		for (const {id, location} of needs) {
			if (!order.includes(id)) {
				problems.add(location, `The lesson needs "${id}", which is no lesson.`, suggest(id, order));
			} else if (id === lesson) {
				problems.add(location, 'The lesson needs itself.', 'Take it out.');
			} else if (order.indexOf(id) > order.indexOf(lesson)) {
				const cycle = findPath(lessons, id, lesson);
				problems.add(
					location,
					cycle === undefined
						? `The lesson needs "${id}", which comes later.`
						: `The needs go in a circle: ${[lesson, ...cycle].join(' -> ')}.`,
					'Take it out, or change the order in course.yaml.',
				);
			}
		}
	}
}

/** The lessons from `from` to `to` along their needs. */
function findPath(
	lessons: readonly Needs[],
	from: string,
	to: string,
	visited = new Set<string>(),
): string[] | undefined {
	if (from === to) {
		return [to];
	}

	visited.add(from);
	for (const {id} of lessons.find(({lesson}) => lesson === from)?.needs ?? []) {
		const rest = visited.has(id) ? undefined : findPath(lessons, id, to, visited);
		if (rest !== undefined) {
			return [from, ...rest];
		}
	}

	return undefined;
}
