import type {CheckState} from '../events.ts';
import {checkOnce} from '../check.ts';
import type {Workbench} from '../workbench.ts';
import type {WorkshopEvent} from '../workshop-events.ts';
import type {Ledger} from './ledger.ts';
import {isSame, type Place} from './route.ts';
import {StepWatch} from './step-watch.ts';

export interface FocusOptions {
	bench: Workbench;
	ledger: Ledger;
	emit: (event: WorkshopEvent) => void;
}

/** The step that is worked on: watches its checks, and knows when it is proved, and how. */
export class Focus {
	readonly #options: FocusOptions;
	#place: Place | undefined;
	#watch: StepWatch | undefined;
	/** Watches that are let go but have not ended yet. */
	readonly #ending = new Set<Promise<void>>();
	/** Steps whose actions were run from here, as `lesson/step`; true: to their end. */
	readonly #ran = new Map<string, boolean>();
	readonly #closing = new AbortController();
	#since = 0;
	/** Whose actions run now. */
	#acting: Place | undefined;
	#isSuspended = false;

	constructor(options: FocusOptions) {
		this.#options = options;
	}

	get place(): Place | undefined {
		return this.#place;
	}

	/** Works on `place` from now on. */
	move(place: Place): void {
		const {ledger, emit, bench} = this.#options;
		this.#place = place;
		this.#since = bench.clock.now();
		ledger.focus(place);
		emit({type: 'focusChanged', lesson: place.lesson.id, step: place.step.id});
		ledger.tell();
		this.#watchPlace();
	}

	/** Watches nothing, whatever it moves to, until `resume`: something else works on the cluster. */
	suspend(): void {
		this.#isSuspended = true;
		this.#pause();
	}

	/** Watches the step's checks again. */
	resume(): void {
		this.#isSuspended = false;
		this.#watchPlace();
	}

	/** The step's actions begin. */
	beginActing(): void {
		this.#acting = this.#place;
		if (this.#place !== undefined) {
			this.#ran.set(keyOf(this.#place), false);
			if (this.#watch === undefined) {
				this.#start(this.#place, false);
			}
		}
	}

	/** They have ended, `done`: well. */
	endActing(place: Place, done: boolean): void {
		this.#acting = undefined;
		this.#ran.set(keyOf(place), done);
		if (this.#place === undefined || !isSame(this.#place, place)) {
			return;
		}

		if (done) {
			this.#watch?.begin();
		}

		if (this.#watch?.isGreen === true) {
			this.#proveWhenDue(place);
		}
	}

	/** Judges the checks anew, with their full time. */
	verifyAgain(): void {
		if (this.#place !== undefined && !this.#isSuspended) {
			this.#start(this.#place, true);
		}
	}

	/** Proves a step that is only read, or where all was true before, when the learner goes on. */
	goOn(): void {
		const place = this.#place;
		if (place === undefined || !isReading(place) || this.#options.ledger.isStepProved(place)) {
			return;
		}

		if (this.#watch?.isGreen === true) {
			this.#prove(place);
		} else if (this.#watch !== undefined) {
			// Who reads fast does not wait for an answer; it is waited for behind the back.
			this.#letGo(this.#proveOnceGreen(place, this.#since));
		}
	}

	wake(): void {
		this.#watch?.wake();
	}

	retell(): void {
		this.#watch?.retell();
	}

	/** Forgets what was run from here of these lessons' steps. */
	forget(lessons: readonly string[]): void {
		for (const key of this.#ran.keys()) {
			if (lessons.includes(key.split('/')[0]!)) {
				this.#ran.delete(key);
			}
		}
	}

	/** Returns once nothing is watched any more. */
	async close(): Promise<void> {
		this.#pause();
		this.#closing.abort();
		await Promise.all(this.#ending);
	}

	#watchPlace(): void {
		const place = this.#place;
		if (place === undefined || this.#isSuspended) {
			return;
		}

		if (this.#options.ledger.isStepProved(place)) {
			this.#pause();
			this.#lookOnce(place);
		} else {
			this.#start(place, this.#ran.get(keyOf(place)) === true);
		}
	}

	#pause(): void {
		const watch = this.#watch;
		this.#watch = undefined;
		if (watch !== undefined) {
			this.#letGo(watch.stop());
		}
	}

	#start(place: Place, isDone: boolean): void {
		this.#pause();
		const watch = new StepWatch({
			place,
			bench: this.#options.bench,
			onState: (check, phase, state) => this.#show(place, check, phase, state),
			onGreen: () => this.#watch === watch && this.#proveWhenDue(place),
			onRed: () => this.#watch === watch && this.#options.ledger.reopen(place),
			onTrouble: (text) => this.#options.emit({type: 'notice', level: 'warning', text}),
		});
		this.#watch = watch;
		watch.start();
		if (isDone) {
			watch.begin();
		}
	}

	#proveWhenDue(place: Place): void {
		const hasRun = this.#ran.get(keyOf(place)) === true;
		// What is true between two actions need not be true after them.
		const isActing = this.#acting !== undefined && isSame(this.#acting, place);
		if (!isActing && (hasRun || !isReading(place))) {
			this.#prove(place);
		}
	}

	#prove(place: Place, since = this.#since): void {
		const {ledger, bench} = this.#options;
		if (!ledger.isStepProved(place)) {
			const byHand = place.step.do.length > 0 && !this.#ran.has(keyOf(place));
			ledger.prove(place, {byHand, durationMs: bench.clock.now() - since});
		}

		if (this.#place !== undefined && isSame(this.#place, place)) {
			this.#pause();
		}
	}

	async #proveOnceGreen(place: Place, since: number): Promise<void> {
		const states = await this.#lookAt(place);
		if (states?.every(({status}) => status === 'green') === true) {
			this.#prove(place, since);
		}
	}

	/** Shows how the checks of a step that is proved stand now; that changes nothing about the proof. */
	#lookOnce(place: Place): void {
		this.#letGo(
			this.#lookAt(place).then((states) => {
				for (const [index, check] of place.step.checks.entries()) {
					const state = states?.[index];
					if (state !== undefined && this.#place === place) {
						const status = state.status === 'green' ? 'green' : 'waiting';
						this.#show(place, check.id, 'after', {...state, status});
					}
				}
			}),
		);
	}

	async #lookAt({step}: Place): Promise<CheckState[] | undefined> {
		const {signal} = this.#closing;
		try {
			const {bench} = this.#options;
			const results = await Promise.all(step.checks.map((check) => checkOnce(check, bench, signal)));
			return results.map(({state}) => state);
		} catch {
			// Only the end of the workshop ends it.
			return undefined;
		}
	}

	#show({lesson, step}: Place, check: string, phase: 'before' | 'after', state: CheckState): void {
		this.#options.emit({
			type: 'checkChanged',
			check,
			phase,
			state,
			run: 1,
			lesson: lesson.id,
			step: step.id,
		});
	}

	#letGo(ending: Promise<void>): void {
		this.#ending.add(ending);
		void ending.finally(() => this.#ending.delete(ending));
	}
}

/** True where being green says nothing about what the learner has done. */
function isReading({step}: Place): boolean {
	return step.checks.every(({green}) => green);
}

function keyOf({lesson, step}: Place): string {
	return `${lesson.id}/${step.id}`;
}
