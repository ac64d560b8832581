import {sleep, type Clock} from '../../lib/clock.ts';
import type {Evaluation} from '../evaluation.ts';

const firstMs = 50;
const growth = 1.6;
/** While an action's effect is awaited. */
const longestHurriedMs = 1000;
const longestCalmMs = 5000;
/** A look that takes long may be made to wait longer, so that looking stays below 2 % of a core. */
const longestMs = 15_000;
const share = 50;

/** How long a check that must be asked for waits until the next look: longer while nothing changes. */
export class Pace {
	isHurried = false;
	readonly #clock: Clock;
	#pause = firstMs;
	#last = '';
	#woken = new AbortController();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Looks again soon: something has happened. */
	wake(): void {
		this.#pause = firstMs;
		this.#woken.abort();
	}

	/** Waits after a look that took `tookMs`. */
	async wait(seen: Evaluation, tookMs: number, signal: AbortSignal): Promise<void> {
		const now = JSON.stringify([seen.truth, seen.found]);
		if (now !== this.#last) {
			this.#last = now;
			this.#pause = firstMs;
		}

		const longest = this.isHurried
			? longestHurriedMs
			: Math.max(longestCalmMs, Math.min(longestMs, share * tookMs));
		this.#pause = Math.min(longest, this.#pause * growth);
		this.#woken = new AbortController();
		const either = AbortSignal.any([signal, this.#woken.signal]);
		await sleep(this.#clock, this.#pause, either).catch(() => undefined);
	}
}
