import {sleep} from '../../lib/clock.ts';
import type {Check} from '../../lesson/types.ts';
import {checkUntilGreen, result, unanswered} from '../check.ts';
import type {CheckState} from '../events.ts';
import type {Workbench} from '../workbench.ts';
import type {OnState, WatchedCheck} from './watched-check.ts';

/** Between a red trial and the next. */
const pauseMs = 5000;

/** consistently and never: judged over a stretch of time, which begins when what they are about has been done. */
export class LastingCheck implements WatchedCheck {
	readonly check: Check;
	readonly #bench: Workbench;
	readonly #onState: OnState;
	readonly #begun = Promise.withResolvers<void>();
	#state: CheckState;

	constructor(check: Check, bench: Workbench, onState: OnState) {
		this.check = check;
		this.#bench = bench;
		this.#onState = onState;
		const nothing = {status: 'waiting', attempts: 0, durationMs: 0, message: undefined} as const;
		this.#state = result(check, unanswered(check), nothing).state;
	}

	get status(): CheckState['status'] {
		return this.#state.status;
	}

	async watch(signal: AbortSignal): Promise<void> {
		this.retell();
		signal.addEventListener('abort', () => this.#begun.resolve(), {once: true});
		await this.#begun.promise;
		while (!signal.aborted && this.status !== 'green') {
			// A new trial of what is red is not worth saying until it is over.
			const isFirst = this.status === 'waiting';
			const {state} = await checkUntilGreen(this.check, this.#bench, signal, (waiting) => {
				if (isFirst) {
					this.#show(waiting);
				}
			});
			this.#show(state);
			if (state.status === 'red') {
				await sleep(this.#bench.clock, pauseMs, signal).catch(() => undefined);
			}
		}
	}

	begin(): void {
		this.#begun.resolve();
	}

	wake(): void {}

	retell(): void {
		this.#onState(this.#state);
	}

	#show(state: CheckState): void {
		this.#state = state;
		this.#onState(state);
	}
}
