import type {Timing} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import type {Evaluation} from './evaluation.ts';

/** Calls `onEvaluation` whenever the truth was looked at, until `signal` is aborted. */
export type Source = (onEvaluation: (evaluation: Evaluation) => void, signal: AbortSignal) => Promise<void>;

export interface Verdict {
	isGreen: boolean;
	/** The last look; undefined when there was none in time. */
	last: Evaluation | undefined;
	attempts: number;
	durationMs: number;
}

export interface WaitOptions {
	clock: Clock;
	signal: AbortSignal;
	onEvaluation?: (evaluation: Evaluation, attempts: number) => void;
}

/**
 * Judges what `source` sees over time: within (and stableFor), consistently, never. Rejects with the signal's
 * reason when aborted, and with what the source throws.
 */
export async function waitFor(timing: Timing, source: Source, options: WaitOptions): Promise<Verdict> {
	const {clock, signal} = options;
	signal.throwIfAborted();
	const started = clock.now();
	const settled = new AbortController();
	const verdict = Promise.withResolvers<boolean>();
	const judge = new Judge(timing, clock, verdict.resolve);
	let last: Evaluation | undefined;
	let attempts = 0;
	const onEvaluation = (evaluation: Evaluation) => {
		if (!settled.signal.aborted) {
			last = evaluation;
			attempts++;
			options.onEvaluation?.(evaluation, attempts);
			judge.see(evaluation);
		}
	};
	const onAbort = () => verdict.reject(signal.reason as Error);
	signal.addEventListener('abort', onAbort, {once: true});
	const running = source(onEvaluation, AbortSignal.any([signal, settled.signal]));
	running.catch(verdict.reject);
	try {
		const isGreen = await verdict.promise;
		return {isGreen, last, attempts, durationMs: clock.now() - started};
	} finally {
		settled.abort();
		judge.stop();
		signal.removeEventListener('abort', onAbort);
		// What the source holds (a watch, a process) is let go before anything else starts.
		await running.catch(() => undefined);
	}
}

/** Turns looks, and the time between them, into green or red. */
class Judge {
	readonly #timing: Timing;
	readonly #clock: Clock;
	readonly #settle: (isGreen: boolean) => void;
	readonly #cancelEnd: () => void;
	#cancelStable: (() => void) | undefined;
	#isLate = false;
	/** The last look that saw something. */
	#seen: Evaluation | undefined;

	constructor(timing: Timing, clock: Clock, settle: (isGreen: boolean) => void) {
		this.#timing = timing;
		this.#clock = clock;
		this.#settle = settle;
		this.#cancelEnd = clock.after(timing.type === 'within' ? timing.within : timing.duration, () =>
			this.#end(),
		);
	}

	see(evaluation: Evaluation): void {
		const {truth, isFinal} = evaluation;
		if (truth !== 'unknown') {
			this.#seen = evaluation;
		}

		if (isFinal) {
			this.#settle(false);
		} else if (this.#timing.type === 'never') {
			if (truth === 'true') {
				this.#settle(false);
			}
		} else if (this.#timing.type === 'consistently') {
			if (truth === 'false') {
				this.#settle(false);
			}
		} else if (truth === 'true') {
			this.#startStable(this.#timing.stableFor);
		} else {
			this.#cancelStable?.();
			this.#cancelStable = undefined;
			if (this.#isLate) {
				this.#settle(false);
			}
		}
	}

	stop(): void {
		this.#cancelEnd();
		this.#cancelStable?.();
	}

	#startStable(stableFor: number): void {
		if (stableFor === 0) {
			this.#settle(true);
		} else {
			this.#cancelStable ??= this.#clock.after(stableFor, () => this.#settle(true));
		}
	}

	/** The time is over. */
	#end(): void {
		if (this.#timing.type === 'within' && this.#cancelStable !== undefined) {
			// True in time, and only its staying so is still to be seen.
			this.#isLate = true;
		} else if (this.#timing.type === 'within') {
			this.#settle(false);
		} else {
			// Nothing was seen at all: nothing is proved.
			this.#settle(this.#seen !== undefined);
		}
	}
}
