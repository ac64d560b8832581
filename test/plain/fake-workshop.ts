import type {CheckState} from '../../src/engine/events.ts';
import type {WorkshopEvent, WorkshopSummary} from '../../src/engine/workshop-events.ts';
import type {Course, Language} from '../../src/lesson/types.ts';
import type {PlainWorkshop} from '../../src/plain/index.ts';

export function checkState(status: CheckState['status'], rest: Partial<CheckState> = {}): CheckState {
	return {
		status,
		attempts: 1,
		durationMs: 0,
		expected: '',
		found: '',
		mismatches: [],
		message: undefined,
		evidence: [],
		...rest,
	};
}

/** A workshop that does what a test tells it, and remembers what was asked of it. */
export class FakeWorkshop implements PlainWorkshop {
	readonly course: Course;
	readonly platform = 'playground' as const;
	readonly asked: string[] = [];
	/** What `run` does; proves the step unless told. */
	onRun: () => Promise<void> | void = () => this.prove();
	missing: string[] = [];
	lost: string[] = [];
	proved: string[] = [];
	#listeners = new Set<(event: WorkshopEvent) => void>();
	#isBusy = false;
	#place: {lesson: string; step: string};
	#cancelled: (() => void) | undefined;

	constructor(course: Course) {
		this.course = course;
		const [lesson] = course.lessons;
		this.#place = {lesson: lesson!.id, step: lesson!.steps[0]!.id};
	}

	get at() {
		return {run: 1, ...this.#place};
	}

	emit(event: WorkshopEvent): void {
		for (const listener of this.#listeners) {
			listener(event);
		}
	}

	subscribe(listener: (event: WorkshopEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async open(lesson?: string): Promise<void> {
		this.emit({
			type: 'sessionStarted',
			course: this.course.id,
			title: this.course.title.en,
			platform: 'playground',
			language: 'en',
			versions: {doklab: '0.1.0', kubernetes: '1.36.2'},
			lessons: [],
			repeat: 1,
		});
		this.focus(lesson ?? this.#place.lesson);
		await Promise.resolve();
		for (const id of this.proved) {
			this.emit({type: 'lessonChanged', lesson: id, status: 'proved', durationMs: 1000});
		}

		const {proved, lost, platform} = this;
		const steps = this.course.lessons
			.filter(({id}) => proved.includes(id))
			.flatMap(({id, steps: all}) => all.map((step) => ({lesson: id, step: step.id})));
		this.emit({type: 'resumed', platform, proved, lost, steps, ...this.#place});
	}

	focus(lesson: string, step?: string): void {
		const first = this.course.lessons.find(({id}) => id === lesson)!.steps[0]!.id;
		this.#place = {lesson, step: step ?? first};
		this.emit({type: 'focusChanged', ...this.#place});
		for (const check of this.#step.checks) {
			this.say(check.id, checkState('waiting'));
		}
	}

	next(): void {
		this.asked.push('next');
		const places = this.course.lessons.flatMap(({id, steps}) =>
			steps.map((step) => ({lesson: id, step: step.id})),
		);
		const index = places.findIndex((place) => JSON.stringify(place) === JSON.stringify(this.#place));
		const place = places[index + 1];
		if (place !== undefined) {
			this.focus(place.lesson, place.step);
		}
	}

	async run(): Promise<void> {
		this.asked.push('run');
		this.#isBusy = true;
		await this.onRun();
		this.#isBusy = false;
	}

	/** Resolves when `cancel` is called. */
	cancelled(): Promise<void> {
		return new Promise((resolve) => {
			this.#cancelled = resolve;
		});
	}

	cancel(): void {
		this.asked.push('cancel');
		this.#cancelled?.();
	}

	isBusy(): boolean {
		return this.#isBusy;
	}

	verifyAgain(): void {
		this.asked.push('verifyAgain');
	}

	hint(): void {
		this.emit({type: 'hintShown', ...this.#place, tier: 1});
	}

	async missingFor(): Promise<string[]> {
		return this.missing;
	}

	async replay(lessons: string[]): Promise<void> {
		this.asked.push(`replay ${lessons.join(' ')}`);
		this.emit({type: 'workStarted', work: 'replay', lessons});
		this.emit({type: 'workEnded', work: 'replay', ok: true, message: undefined});
	}

	async reset(lesson: string): Promise<void> {
		this.asked.push(`reset ${lesson}`);
	}

	async rebuild(): Promise<void> {
		this.asked.push('rebuild');
	}

	setLanguage(language: Language): void {
		this.asked.push(`language ${language}`);
	}

	async manifest(): Promise<{text: string}> {
		return {text: 'kind: ConfigMap\ndata:\n  color: blue\n'};
	}

	async live(): Promise<{text: string | undefined}> {
		return {text: 'kind: ConfigMap\ndata:\n  color: red\n'};
	}

	async summary(): Promise<WorkshopSummary> {
		return {
			durationMs: 61_000,
			lessons: this.course.lessons.map(({id}, index) =>
				index === 0 ? {id, status: 'proved', durationMs: 59_000} : {id, status: 'next', durationMs: 0},
			),
			remaining: [{what: 'The playground runs.', command: 'doklab down --delete'}],
		};
	}

	primary(): undefined {
		return undefined;
	}

	async close(): Promise<void> {
		this.asked.push('close');
	}

	/** A check of the step that is worked on changes. */
	say(check: string, state: CheckState): void {
		this.emit({type: 'checkChanged', ...this.at, check, phase: 'after', state});
	}

	/** The step's first action says `output` and ends well. */
	act(output: string): void {
		for (const [index, {type}] of this.#step.do.entries()) {
			this.emit({type: 'actionStarted', ...this.at, index, action: type, command: `do ${index + 1}`});
			this.emit({type: 'actionOutput', ...this.at, index, stream: 'stdout', text: output});
			this.emit({type: 'actionFinished', ...this.at, index, durationMs: 100, ok: true});
		}
	}

	prove({byHand = false}: {byHand?: boolean} = {}): void {
		for (const check of this.#step.checks) {
			this.say(check.id, checkState('green', {durationMs: 1900}));
		}

		this.emit({type: 'stepProved', ...this.#place, byHand, durationMs: 2000});
		this.emit({type: 'lessonChanged', lesson: this.#place.lesson, status: 'proved', durationMs: 2000});
	}

	get #step() {
		const lesson = this.course.lessons.find(({id}) => id === this.#place.lesson)!;
		return lesson.steps.find(({id}) => id === this.#place.step)!;
	}
}
