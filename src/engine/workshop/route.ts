import type {Lesson, Step} from '../../lesson/types.ts';
import type {PlannedLesson} from '../plan.ts';

/** A step with the lesson it is of. */
export interface Place {
	lesson: Lesson;
	step: Step;
}

/** A course's lessons and steps as they are walked on one platform. */
export class Route {
	/** Every step, in order. */
	readonly places: Place[];
	/** The lessons, in order. */
	readonly lessons: Lesson[];

	constructor(planned: readonly PlannedLesson[]) {
		const walked = planned.filter(({skipped}) => skipped === undefined);
		this.lessons = walked.map(({lesson}) => lesson);
		this.places = walked.flatMap(({lesson, steps}) =>
			steps.filter(({skipped}) => skipped === undefined).map(({step}) => ({lesson, step})),
		);
	}

	stepsOf(lesson: string): Place[] {
		return this.places.filter((place) => place.lesson.id === lesson);
	}

	/** The step named, a lesson's first where none is; undefined when there is none of these names here. */
	find(lesson: string, step?: string): Place | undefined {
		return this.stepsOf(lesson).find((place) => step === undefined || place.step.id === step);
	}

	/** The place `distance` further on; undefined beyond the ends. */
	beside(place: Place, distance: number): Place | undefined {
		return this.places[this.places.findIndex((one) => isSame(one, place)) + distance];
	}

	/** What a lesson needs, and what that needs, in order. */
	needsOf(lesson: string): string[] {
		const needed = new Set<string>();
		const add = (id: string) => {
			for (const need of this.lessons.find((one) => one.id === id)?.needs ?? []) {
				if (!needed.has(need)) {
					needed.add(need);
					add(need);
				}
			}
		};
		add(lesson);
		return this.lessons.map(({id}) => id).filter((id) => needed.has(id));
	}

	/** The lessons that need this one, at whatever distance, in order. */
	dependentsOf(lesson: string): string[] {
		return this.lessons.map(({id}) => id).filter((id) => this.needsOf(id).includes(lesson));
	}
}

export function isSame(one: Place, other: Place): boolean {
	return one.lesson.id === other.lesson.id && one.step.id === other.step.id;
}
