import type {CheckState} from '../events.ts';
import {explain} from '../failure.ts';
import type {Workbench} from '../workbench.ts';
import type {Place} from './route.ts';
import {watchedCheck, type WatchedCheck} from './watched-check.ts';

export interface StepWatchOptions {
	place: Place;
	bench: Workbench;
	onState: (check: string, phase: 'before' | 'after', state: CheckState) => void;
	/** All are green. */
	onGreen: () => void;
	/** One is red. */
	onRed: () => void;
	/** It cannot be watched at all: a bug. */
	onTrouble: (message: string) => void;
}

/** The checks of the step that is worked on, watched all at once. */
export class StepWatch {
	readonly place: Place;
	readonly #checks: WatchedCheck[];
	readonly #options: StepWatchOptions;
	readonly #controller = new AbortController();
	#phase: 'before' | 'after' = 'before';
	#isBeginning = false;
	#running: Promise<unknown> = Promise.resolve();

	constructor(options: StepWatchOptions) {
		this.place = options.place;
		this.#options = options;
		this.#checks = options.place.step.checks.map((check) =>
			watchedCheck(check, options.bench, (state) => this.#onState(check.id, state)),
		);
	}

	/** Every check is green; also where there is none. */
	get isGreen(): boolean {
		return this.#checks.every(({status}) => status === 'green');
	}

	start(): void {
		const {signal} = this.#controller;
		this.#running = Promise.all(
			this.#checks.map((check) =>
				check.watch(signal).catch((error: unknown) => {
					if (!signal.aborted) {
						this.#options.onTrouble(`${check.check.id}: ${explain(error).message}`);
					}
				}),
			),
		);
	}

	/** The step's actions are done: from now on its checks' time counts. */
	begin(): void {
		this.#phase = 'after';
		this.#isBeginning = true;
		for (const check of this.#checks) {
			check.begin();
		}

		// Only now is none of them green by what was true before.
		this.#isBeginning = false;
		if (this.isGreen) {
			this.#options.onGreen();
		}
	}

	wake(): void {
		for (const check of this.#checks) {
			check.wake();
		}
	}

	retell(): void {
		for (const check of this.#checks) {
			check.retell();
		}
	}

	/** Returns once all it held (watches, processes) is let go. */
	async stop(): Promise<void> {
		this.#controller.abort();
		await this.#running;
	}

	#onState(check: string, state: CheckState): void {
		if (this.#controller.signal.aborted) {
			return;
		}

		this.#options.onState(check, this.#phase, state);
		if (state.status === 'red') {
			this.#options.onRed();
		} else if (state.status === 'green' && !this.#isBeginning) {
			this.#onGreen();
		}
	}

	#onGreen(): void {
		if (this.isGreen) {
			this.#options.onGreen();
			return;
		}

		// Done by hand: what is judged over time begins once the rest is true, and the rest was not so before.
		const timed = this.#checks.filter(({check}) => check.timing.type === 'within');
		const tells = timed.some(({check}) => !check.green);
		if (tells && timed.every(({status}) => status === 'green')) {
			for (const check of this.#checks) {
				if (check.check.timing.type !== 'within') {
					check.begin();
				}
			}
		}
	}
}
