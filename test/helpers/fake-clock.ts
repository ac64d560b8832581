import type {Clock} from '../../src/lib/clock.ts';

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
	#now = 0;
	#timers: Array<{at: number; callback: () => void}> = [];

	now(): number {
		return this.#now;
	}

	after(ms: number, callback: () => void): () => void {
		const timer = {at: this.#now + ms, callback};
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((one) => one !== timer);
		};
	}

	/** How many callbacks are due some time. */
	get pending(): number {
		return this.#timers.length;
	}

	/** Moves to `time`, calling what falls due on the way, in order. */
	moveTo(time: number): void {
		for (;;) {
			const due = this.#timers.filter(({at}) => at <= time).toSorted((one, other) => one.at - other.at)[0];
			if (!due) {
				break;
			}

			this.#timers = this.#timers.filter((one) => one !== due);
			this.#now = Math.max(this.#now, due.at);
			due.callback();
		}

		this.#now = Math.max(this.#now, time);
	}
}
