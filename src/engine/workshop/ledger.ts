import type {Clock} from '../../lib/clock.ts';
import type {LessonStatus, WorkshopEvent} from '../workshop-events.ts';
import type {LessonProgress, Progress} from './progress.ts';
import type {Place, Route} from './route.ts';

export interface LedgerOptions {
	route: Route;
	/** Every lesson of the course, those that are not for this platform too. */
	lessons: readonly string[];
	clock: Clock;
	emit: (event: WorkshopEvent) => void;
	save: (progress: Progress) => void;
}

/** What has been proved, how long it took, and so how each lesson stands. */
export class Ledger {
	readonly #options: LedgerOptions;
	#lessons: Record<string, LessonProgress> = {};
	/** Proved once, on a cluster that is no more. */
	#lost = new Set<string>();
	#focus: {place: Place; since: number} | undefined;
	readonly #told = new Map<string, LessonStatus>();

	constructor(options: LedgerOptions) {
		this.#options = options;
	}

	/** Takes over what a file says. */
	load(progress: Progress): void {
		const known = new Set(this.#options.lessons);
		this.#lessons = Object.fromEntries(
			Object.entries(structuredClone(progress.lessons)).filter(([id]) => known.has(id)),
		);
	}

	/** The lessons that are proved and not there any more; the others that were proved count as proved. */
	setLost(lessons: readonly string[]): void {
		this.#lost = new Set(lessons);
	}

	/** The lessons that were proved, or begun, and are not there any more, in order. */
	lost(): string[] {
		return this.#options.route.lessons.map(({id}) => id).filter((id) => this.#lost.has(id));
	}

	/** The steps that were proved of a lesson, whether or not they still hold. */
	stepsOnceProved(lesson: string): Place[] {
		const steps = this.#lessons[lesson]?.steps ?? [];
		return this.#options.route.stepsOf(lesson).filter(({step}) => steps.includes(step.id));
	}

	wasStepProved({lesson, step}: Place): boolean {
		return this.#lessons[lesson.id]?.steps.includes(step.id) ?? false;
	}

	/** Proved, whether or not it is still there. */
	wasProved(lesson: string): boolean {
		return this.#lessons[lesson]?.proved ?? false;
	}

	/** The lessons that were proved, in order. */
	allProved(): string[] {
		return this.#options.route.lessons.map(({id}) => id).filter((id) => this.wasProved(id));
	}

	isProved(lesson: string): boolean {
		return this.wasProved(lesson) && !this.#lost.has(lesson);
	}

	isStepProved({lesson, step}: Place): boolean {
		return !this.#lost.has(lesson.id) && this.wasStepProved({lesson, step});
	}

	/** The newest steps that were proved and have something to check, one a lesson. */
	newestSteps(): Place[] {
		const {route} = this.#options;
		return route.lessons.flatMap(({id}) => {
			const steps = this.#lessons[id]?.steps ?? [];
			const hasProof = ({step}: Place) => step.checks.length > 0 && steps.includes(step.id);
			return route.stepsOf(id).findLast(hasProof) ?? [];
		});
	}

	/** The lessons that were begun: some of their steps were proved. */
	begun(): string[] {
		const {route} = this.#options;
		return route.lessons.map(({id}) => id).filter((id) => (this.#lessons[id]?.steps.length ?? 0) > 0);
	}

	/** Notes a proof; the lesson is proved with the last of its steps. */
	prove(place: Place, how: {byHand: boolean; durationMs: number}): void {
		const {lesson, step} = place;
		const entry = this.#entry(lesson.id);
		if (!entry.steps.includes(step.id)) {
			entry.steps.push(step.id);
		}

		const steps = this.#options.route.stepsOf(lesson.id).map((one) => one.step.id);
		if (steps.every((id) => entry.steps.includes(id))) {
			entry.proved = true;
			if (step.id === steps.at(-1)) {
				this.#lost.delete(lesson.id);
			}
		}

		this.#options.emit({type: 'stepProved', lesson: lesson.id, step: step.id, ...how});
		this.tell();
	}

	/** Takes a proof back. */
	reopen({lesson, step}: Place): void {
		const entry = this.#entry(lesson.id);
		if (entry.steps.includes(step.id)) {
			entry.steps = entry.steps.filter((id) => id !== step.id);
			entry.proved = false;
			this.#options.emit({type: 'stepReopened', lesson: lesson.id, step: step.id});
			this.tell();
		}
	}

	/** Takes back all that was proved of these lessons. */
	forget(lessons: readonly string[]): void {
		for (const id of lessons) {
			const entry = this.#entry(id);
			const steps = entry.steps;
			entry.steps = [];
			entry.proved = false;
			this.#lost.delete(id);
			for (const step of steps) {
				this.#options.emit({type: 'stepReopened', lesson: id, step});
			}
		}

		this.tell();
	}

	/** The lesson of `place` is the one that time counts for from now on; undefined: none. */
	focus(place: Place | undefined): void {
		const now = this.#options.clock.now();
		if (this.#focus !== undefined) {
			this.#entry(this.#focus.place.lesson.id).durationMs += now - this.#focus.since;
		}

		this.#focus = place && {place, since: now};
	}

	/** Says which lessons stand otherwise than was said before, and saves. */
	tell(): void {
		for (const {id, status, durationMs} of this.statuses()) {
			if (this.#told.get(id) !== status) {
				this.#told.set(id, status);
				this.#options.emit({type: 'lessonChanged', lesson: id, status, durationMs});
			}
		}

		this.save();
	}

	save(): void {
		const place = this.#focus?.place;
		this.focus(place);
		this.#options.save({
			lessons: this.#lessons,
			last: place && {lesson: place.lesson.id, step: place.step.id},
		});
	}

	/** How every lesson of the course stands. */
	statuses(): Array<{id: string; status: LessonStatus; durationMs: number}> {
		const {lessons, route} = this.#options;
		const walked = route.lessons.map(({id}) => id);
		const newest = walked.findLastIndex((id) => this.isProved(id));
		const next =
			walked.find((id, index) => index > newest && !this.isProved(id)) ??
			walked.find((id) => !this.isProved(id));
		const statusOf = (id: string): LessonStatus => {
			if (!walked.includes(id)) {
				return 'unavailable';
			}

			if (this.isProved(id)) {
				return 'proved';
			}

			return id === this.#focus?.place.lesson.id ? 'open' : id === next ? 'next' : 'later';
		};
		return lessons.map((id) => ({id, status: statusOf(id), durationMs: this.#durationOf(id)}));
	}

	#durationOf(id: string): number {
		const running = this.#focus?.place.lesson.id === id ? this.#options.clock.now() - this.#focus.since : 0;
		return (this.#lessons[id]?.durationMs ?? 0) + running;
	}

	#entry(id: string): LessonProgress {
		return (this.#lessons[id] ??= {steps: [], proved: false, durationMs: 0});
	}
}
