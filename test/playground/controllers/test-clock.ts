import type {Clock} from '../../../src/lib/clock.ts';

/** A clock that starts in 2030 and moves only when told to. */
export class TestClock implements Clock {
	#now = Date.UTC(2030, 0, 1);
	#timers: Array<{at: number; callback: () => void}> = [];

	now(): number {
		return this.#now;
	}

	after(ms: number, callback: () => void): () => void {
		const timer = {at: this.#now + ms, callback};
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((each) => each !== timer);
		};
	}

	/** Moves on by `ms`, calling what falls due on the way at its own time. */
	advance(ms: number): void {
		const end = this.#now + ms;
		for (let next = this.#next(end); next; next = this.#next(end)) {
			const {at, callback} = next;
			this.#timers = this.#timers.filter((each) => each !== next);
			this.#now = at;
			callback();
		}

		this.#now = end;
	}

	#next(end: number) {
		return this.#timers.filter(({at}) => at <= end).toSorted((a, b) => a.at - b.at)[0];
	}
}
