import {sleep} from '../../lib/clock.ts';
import type {Check, Timing} from '../../lesson/types.ts';
import {attemptLimit, result, unanswered} from '../check.ts';
import {Reasons} from '../checks/reasons.ts';
import {sourceOf} from '../checks/source.ts';
import type {Evaluation} from '../evaluation.ts';
import type {CheckState} from '../events.ts';
import {gatherEvidence, type Evidence} from '../evidence.ts';
import type {Workbench} from '../workbench.ts';
import {Pace} from './pace.ts';
import type {OnState, WatchedCheck} from './watched-check.ts';

const evidenceMs = 5000;
/** After an error that cannot pass by itself; a person may mend it. */
const againMs = 5000;

/** A check with `within`: waits, turns green whenever it holds, and red when the time since `begin` is over. */
export class TimedCheck implements WatchedCheck {
	readonly check: Check;
	status: CheckState['status'] = 'waiting';
	readonly #timing: Extract<Timing, {type: 'within'}>;
	readonly #bench: Workbench;
	readonly #onState: OnState;
	readonly #failFast: Reasons;
	readonly #whyNot: Reasons;
	readonly #pace: Pace;
	readonly #started: number;
	#signal = AbortSignal.abort();
	#seen: Evaluation;
	#attempts = 0;
	#isBegun = false;
	/** How long it took; known once it is green or red. */
	#durationMs: number | undefined;
	#since: number;
	#evidence: Evidence = {items: [], imageTrouble: undefined};
	#cancelStable: (() => void) | undefined;
	#cancelEnd: (() => void) | undefined;
	#shown = '';

	constructor(check: Check, timing: Extract<Timing, {type: 'within'}>, bench: Workbench, onState: OnState) {
		this.check = check;
		this.#timing = timing;
		this.#bench = bench;
		this.#onState = onState;
		this.#failFast = new Reasons(check.failFast);
		this.#whyNot = new Reasons(check.whyNot);
		this.#pace = new Pace(bench.clock);
		this.#seen = unanswered(check);
		this.#started = bench.clock.now();
		this.#since = this.#started;
	}

	async watch(signal: AbortSignal): Promise<void> {
		this.#signal = signal;
		this.#show();
		const {connection} = this.#bench;
		const onReason = () => this.#judge();
		try {
			await Promise.all([
				this.#look(signal),
				this.#failFast.observe(connection, signal, onReason),
				this.#whyNot.observe(connection, signal, onReason),
			]);
		} finally {
			this.#cancelStable?.();
			this.#cancelEnd?.();
		}
	}

	begin(): void {
		this.#isBegun = true;
		this.#pace.isHurried = true;
		this.#since = this.#bench.clock.now();
		this.#durationMs = undefined;
		this.status = 'waiting';
		this.#shown = '';
		this.#cancelStable?.();
		this.#cancelStable = undefined;
		this.#startEnd();
		const {type} = this.check.probe;
		if (type !== 'get' && type !== 'absent') {
			// What was seen when it was last asked may be what the actions have changed.
			this.#seen = {...this.#seen, truth: 'unknown', isFinal: false};
		}

		this.wake();
		this.#judge();
	}

	wake(): void {
		this.#pace.wake();
	}

	retell(): void {
		this.#shown = '';
		this.#show();
		this.wake();
	}

	async #look(signal: AbortSignal): Promise<void> {
		const source = sourceOf(this.check.probe, this.#bench, attemptLimit(this.check), (seen, tookMs, inner) =>
			this.#pace.wait(seen, tookMs, inner),
		);
		while (!signal.aborted) {
			await source((seen) => this.#see(seen), signal);
			// The source has ended by itself: the server refuses.
			await sleep(this.#bench.clock, againMs, signal).catch(() => undefined);
		}
	}

	#see(seen: Evaluation): void {
		this.#attempts++;
		// A connection that is renewed does not make untrue what was seen to be true.
		if (seen.truth === 'unknown' && this.status === 'green') {
			return;
		}

		this.#seen = seen;
		this.#judge();
	}

	/** Turns what is seen into a state. */
	#judge(): void {
		if (this.#signal.aborted) {
			return;
		}

		if (this.#seen.truth === 'true') {
			this.#startStable();
		} else {
			this.#cancelStable?.();
			this.#cancelStable = undefined;
			if (this.status === 'green') {
				this.status = 'waiting';
				this.#durationMs = undefined;
				this.#startEnd();
			} else if (this.status === 'waiting' && this.#isBegun && this.#isHopeless()) {
				this.#turnRed();
			}
		}

		this.#show();
	}

	#isHopeless(): boolean {
		return this.#seen.isFinal || this.#failFast.say(this.#seen.objects, this.#bench.language) !== undefined;
	}

	#startStable(): void {
		if (this.status === 'green') {
			return;
		}

		if (this.#timing.stableFor === 0) {
			this.#turnGreen();
		} else {
			this.#cancelStable ??= this.#bench.clock.after(this.#timing.stableFor, () => {
				this.#turnGreen();
				this.#show();
			});
		}
	}

	#turnGreen(): void {
		this.status = 'green';
		this.#durationMs = this.#bench.clock.now() - this.#since;
		this.#evidence = {items: [], imageTrouble: undefined};
		this.#pace.isHurried = false;
		this.#cancelEnd?.();
	}

	#turnRed(): void {
		this.status = 'red';
		this.#durationMs = this.#bench.clock.now() - this.#since;
		this.#pace.isHurried = false;
		this.#cancelEnd?.();
		void this.#explain();
	}

	/** Counts the time until it is red; while nothing has been done yet there is no hurry. */
	#startEnd(): void {
		this.#cancelEnd?.();
		if (this.#isBegun) {
			this.#cancelEnd = this.#bench.clock.after(this.#timing.within, () => {
				// True, and only its staying so is still to be seen: that decides.
				if (this.status === 'waiting' && this.#cancelStable === undefined) {
					this.#turnRed();
					this.#show();
				}
			});
		}
	}

	async #explain(): Promise<void> {
		const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(evidenceMs)]);
		const evidence = await gatherEvidence(this.check.probe, this.#seen.objects, this.#bench, signal);
		if (this.status === 'red' && !this.#signal.aborted) {
			this.#evidence = evidence;
			this.#show();
		}
	}

	#show(): void {
		const {status} = this;
		const message = status === 'green' ? undefined : this.#say();
		const {found, mismatches} = this.#seen;
		const key = JSON.stringify([status, found, mismatches, message, this.#evidence.items]);
		if (key === this.#shown) {
			return;
		}

		this.#shown = key;
		const durationMs = this.#durationMs ?? this.#bench.clock.now() - this.#since;
		const {state} = result(this.check, this.#seen, {status, attempts: this.#attempts, durationMs, message});
		this.#onState({...state, evidence: this.#evidence.items});
	}

	#say(): string | undefined {
		const {language} = this.#bench;
		const {objects, message} = this.#seen;
		return (
			this.#failFast.say(objects, language) ??
			this.#whyNot.say(objects, language) ??
			message ??
			this.#evidence.imageTrouble
		);
	}
}
