import type {ClusterPicture, LessonStatus, WorkshopEvent} from '../engine/workshop-events.ts';
import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import {CheckProgress} from './check-progress.ts';
import {durationIn} from './duration.ts';
import {OutputLines} from './output-lines.ts';
import {findStep, lessonsFor, type StepPlace} from './place.ts';
import type {Printer} from './printer.ts';
import {stepText} from './step-text.ts';
import {words, type Words} from './words.ts';

interface Options {
	course: Course;
	platform: PlatformName;
	language: Language;
	printer: Printer;
	clock: Clock;
	/** After every event. */
	onChange: () => void;
}

/** Tells what happens in a workshop, line by line, and knows what it has told. */
export class Narrator {
	language: Language;
	/** The step that is worked on. */
	place: StepPlace | undefined;
	progress: CheckProgress;
	/** Of the step that is worked on, run from here. */
	actions: 'notRun' | 'running' | 'done' | 'failed' = 'notRun';
	isProved = false;
	/** When the step came into focus. */
	focusedAt = 0;
	cluster: ClusterPicture | undefined;
	/** Lessons whose cluster is gone, until somebody has asked what to do. */
	lost: string[] = [];
	/** While the workshop opens it says how things stand, not what has happened. */
	isOpening = true;
	readonly statuses = new Map<string, LessonStatus>();
	readonly #options: Options;
	readonly #introduced = new Set<string>();
	readonly #provedSteps = new Set<string>();
	#isWorking = false;
	/** Of the last action. */
	#failure: string | undefined;
	#output: OutputLines;

	constructor(options: Options) {
		this.#options = options;
		this.language = options.language;
		this.progress = this.#followChecks();
		this.#output = this.#readOutput();
	}

	handle(event: WorkshopEvent): void {
		this.#tell(event);
		this.#options.onChange();
	}

	/** The step's text, once more. */
	tellStep({withIntroduction}: {withIntroduction: boolean}): void {
		const {printer} = this.#options;
		if (this.place !== undefined) {
			const {language} = this;
			printer.blank();
			printer.lines(stepText(this.place, {language, width: printer.width, withIntroduction}));
		}
	}

	/** The workshop is open: how things stand is known. */
	opened(): void {
		this.isOpening = false;
		this.#introduce();
		this.progress.unmute();
		this.#options.onChange();
	}

	/** The step's actions were asked for. */
	begin(): void {
		this.actions = 'running';
	}

	/** They have ended. */
	end(): void {
		if (this.actions === 'running') {
			this.actions = 'done';
		}
	}

	close(): void {
		this.progress.close();
	}

	get #say(): Words {
		return words[this.language];
	}

	#tell(event: WorkshopEvent): void {
		const {printer} = this.#options;
		const say = this.#say;
		switch (event.type) {
			case 'sessionStarted':
				this.#tellStart(event);
				break;
			case 'resumed':
				this.#tellResumed(event);
				break;
			case 'focusChanged':
				this.#focus(event);
				break;
			case 'lessonChanged':
				this.#tellLesson(event);
				break;
			case 'actionStarted': {
				this.#output = this.#readOutput();
				const lesson = this.#isFocused(event) ? undefined : this.#titleOf(event.lesson);
				// A script is told by its first line.
				const [first = ''] = event.command.trim().split('\n');
				printer.say(lesson === undefined ? say.running(first) : say.runningIn(lesson, first));
				break;
			}

			case 'actionOutput':
				this.#output.add(event.text);
				break;
			case 'actionFinished':
				this.#tellAction(event);
				break;

			case 'checkChanged':
				if (this.#isFocused(event)) {
					this.progress.update(event.check, event.state);
				}

				break;
			case 'stepProved':
				this.#tellStepProved(event);
				break;
			case 'stepReopened':
				this.#provedSteps.delete(`${event.lesson}/${event.step}`);
				if (this.#isFocused(event)) {
					this.isProved = false;
					this.actions = 'notRun';
				}

				if (!this.isOpening && !this.#isWorking) {
					const step = this.#find(event)?.step.heading[this.language] ?? event.step;
					printer.say(say.stepReopened(this.#titleOf(event.lesson), step));
				}

				break;
			case 'hintShown':
				this.#tellHint(event);
				break;
			case 'clusterChanged':
				if (this.cluster !== undefined && this.cluster.state !== event.cluster.state) {
					printer.say(say.clusterState(event.cluster.message));
				}

				this.cluster = event.cluster;
				break;
			case 'workStarted':
				this.#isWorking = true;
				printer.say(say.work[event.work](say.list(event.lessons.map((id) => this.#titleOf(id)))));
				break;
			case 'workEnded':
				this.#isWorking = false;
				printer.say(event.ok ? say.workDone[event.work] : say.workFailed(event.message));
				break;
			case 'teardownProgress':
				printer.foreign(event.text);
				break;
			case 'notice':
				// That an action failed has been said with the action.
				if (this.#failure === undefined || !event.text.includes(this.#failure)) {
					printer.foreign(event.text);
				}

				break;
			default:
		}
	}

	#tellAction({ok, message, durationMs, index, ...at}: WorkshopEvent & {type: 'actionFinished'}): void {
		const {printer} = this.#options;
		const say = this.#say;
		const time = durationIn(say, durationMs);
		this.#output.end();
		this.#failure = ok ? undefined : message;
		printer.say(ok ? say.done(time) : say.failed(time, message));
		if (!this.#isFocused(at)) {
			return;
		}

		if (!ok) {
			this.actions = 'failed';
		} else if (index === this.place!.step.do.length - 1) {
			this.progress.await();
		}
	}

	#tellStart({title, platform, versions}: WorkshopEvent & {type: 'sessionStarted'}): void {
		const say = this.#say;
		const names: Record<string, string> = {kubernetes: 'Kubernetes', postgres: 'PostgreSQL'};
		const known = Object.entries(versions).map(([name, version]) => `${names[name] ?? name} ${version}`);
		this.#options.printer.say(title);
		this.#options.printer.say(say.welcome(say.list(known), say.platform(platform)));
	}

	#tellResumed({proved, lost, steps}: WorkshopEvent & {type: 'resumed'}): void {
		const {course, platform, printer} = this.#options;
		const say = this.#say;
		this.lost = lost;
		for (const {lesson, step} of steps ?? []) {
			this.#provedSteps.add(`${lesson}/${step}`);
			this.isProved ||= this.#isFocused({lesson, step});
		}

		if (proved.length > 0) {
			printer.say(say.resumed(proved.length, lessonsFor(course, platform).length));
		}

		if (lost.length > 0) {
			printer.say(say.lost(say.list(lost.map((id) => this.#titleOf(id)))));
		}
	}

	#focus(at: {lesson: string; step: string}): void {
		this.place = this.#find(at);
		this.actions = 'notRun';
		this.isProved =
			this.#provedSteps.has(`${at.lesson}/${at.step}`) || this.statuses.get(at.lesson) === 'proved';
		this.focusedAt = this.#options.clock.now();
		this.progress.close();
		this.progress = this.#followChecks();
		if (this.isOpening) {
			this.progress.mute();
		} else {
			this.#introduce();
		}
	}

	#introduce(): void {
		const lesson = this.place?.lesson.id;
		if (lesson !== undefined) {
			const withIntroduction = !this.#introduced.has(lesson);
			this.#introduced.add(lesson);
			this.tellStep({withIntroduction});
		}
	}

	#tellLesson({lesson, status, durationMs}: WorkshopEvent & {type: 'lessonChanged'}): void {
		const before = this.statuses.get(lesson);
		this.statuses.set(lesson, status);
		if (this.isOpening || status !== 'proved' || before === 'proved') {
			return;
		}

		const {course, platform, printer} = this.#options;
		const lessons = lessonsFor(course, platform);
		const number = lessons.findIndex(({id}) => id === lesson) + 1;
		const say = this.#say;
		printer.say(say.lessonProved(number, lessons.length, this.#titleOf(lesson), durationIn(say, durationMs)));
	}

	#tellStepProved(event: WorkshopEvent & {type: 'stepProved'}): void {
		const key = `${event.lesson}/${event.step}`;
		const isNew = !this.#provedSteps.has(key);
		this.#provedSteps.add(key);
		if (this.#isFocused(event)) {
			this.isProved = true;
		}

		const place = this.#find(event);
		if (isNew && !this.isOpening && !this.#isWorking && place !== undefined) {
			const say = this.#say;
			const {stepNumber, stepCount, step} = place;
			// A step without actions is always done by hand, or only read.
			const byHand = event.byHand && step.do.length > 0;
			const time = durationIn(say, event.durationMs);
			this.#options.printer.say(say.stepProved(stepNumber, stepCount, byHand, time));
		}
	}

	#tellHint(event: WorkshopEvent & {type: 'hintShown'}): void {
		const hints = this.#find(event)?.step.hints ?? [];
		const hint = hints[event.tier - 1];
		if (hint !== undefined) {
			this.#options.printer.say(this.#say.hint(event.tier, hints.length, hint[this.language]));
		}
	}

	#followChecks(): CheckProgress {
		const {printer, clock} = this.#options;
		return new CheckProgress(this.place?.step.checks ?? [], {language: this.language, printer, clock});
	}

	#readOutput(): OutputLines {
		return new OutputLines((line) => this.#options.printer.foreign(line, 2));
	}

	#isFocused({lesson, step}: {lesson: string; step: string}): boolean {
		return this.place?.lesson.id === lesson && this.place.step.id === step;
	}

	#find(at: {lesson: string; step: string}): StepPlace | undefined {
		return findStep(this.#options.course, this.#options.platform, at);
	}

	#titleOf(lesson: string): string {
		return this.#options.course.lessons.find(({id}) => id === lesson)?.title[this.language] ?? lesson;
	}
}
