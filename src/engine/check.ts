import type {Check} from '../lesson/types.ts';
import {expectedOf} from './checks/look.ts';
import {Reasons} from './checks/reasons.ts';
import {sourceOf} from './checks/source.ts';
import {evaluation, type Evaluation} from './evaluation.ts';
import type {Blame, CheckState} from './events.ts';
import {gatherEvidence} from './evidence.ts';
import {waitFor, type Source} from './waiting.ts';
import type {Workbench} from './workbench.ts';

export interface CheckResult {
	check: Check;
	state: CheckState;
	/** Whom a red check is blamed on. */
	blame: Blame;
}

// A query or a version is answered in less, or not at all; a command may take as long as the check waits.
const longestAttempt = 10_000;
const longestCommand = 60_000;
const evidenceMs = 5000;

/** Looks once, as before the step's actions: what cannot be seen is red. */
export async function checkOnce(check: Check, bench: Workbench, signal: AbortSignal): Promise<CheckResult> {
	const started = bench.clock.now();
	const source = sourceOf(check.probe, bench, longestAttempt);
	const first: Source = async (onEvaluation, inner) => {
		await source((seen) => onEvaluation({...seen, isFinal: seen.truth !== 'true'}), inner);
	};
	// No longer than an attempt: nothing is waited for.
	const {last} = await waitFor({type: 'within', within: longestAttempt, stableFor: 0}, first, {
		clock: bench.clock,
		signal,
	});
	const seen = last ?? unanswered(check);
	const status = seen.truth === 'true' ? 'green' : 'red';
	return result(check, seen, {
		status,
		attempts: 1,
		durationMs: bench.clock.now() - started,
		message: seen.message,
	});
}

/** Waits for a check as its timing says; `onState` gets every change of what there is to show. */
export async function checkUntilGreen(
	check: Check,
	bench: Workbench,
	signal: AbortSignal,
	onState: (state: CheckState) => void,
): Promise<CheckResult> {
	const {timing, probe} = check;
	const started = bench.clock.now();
	const failFast = new Reasons(check.failFast);
	const whyNot = new Reasons(check.whyNot);
	let shown = '';
	let latest = unanswered(check);
	const explanation = (seen: Evaluation) =>
		seen.truth === 'true' ? undefined : (whyNot.say(seen.objects, bench.language) ?? seen.message);
	const show = (seen: Evaluation, attempts: number) => {
		const message = explanation(seen);
		const key = JSON.stringify([seen.found, seen.mismatches, message]);
		if (key !== shown) {
			shown = key;
			const durationMs = bench.clock.now() - started;
			onState(result(check, seen, {status: 'waiting', attempts, durationMs, message}).state);
		}
	};
	show(latest, 0);

	const source: Source = async (onEvaluation, inner) => {
		const offer = (seen: Evaluation) => {
			latest = seen;
			const stop = seen.truth === 'true' ? undefined : failFast.say(seen.objects, bench.language);
			onEvaluation(stop === undefined ? seen : {...seen, message: stop, isFinal: true});
		};
		const recheck = () => {
			const stop = latest.truth === 'true' ? undefined : failFast.say(latest.objects, bench.language);
			if (stop !== undefined) {
				onEvaluation({...latest, message: stop, isFinal: true});
			}
		};
		const attemptMs = attemptLimit(check);
		await Promise.all([
			sourceOf(probe, bench, attemptMs)(offer, inner),
			failFast.observe(bench.connection, inner, recheck),
			whyNot.observe(bench.connection, inner, () => undefined),
		]);
	};
	const verdict = await waitFor(timing, source, {clock: bench.clock, signal, onEvaluation: show});
	const seen = verdict.last ?? latest;
	const {attempts, durationMs} = verdict;
	if (verdict.isGreen) {
		return result(check, seen, {status: 'green', attempts, durationMs, message: undefined});
	}

	const message = seen.isFinal ? seen.message : explanation(seen);
	const evidence = await gatherEvidence(
		probe,
		seen.objects,
		bench,
		AbortSignal.any([signal, AbortSignal.timeout(evidenceMs)]),
	);
	const red = result(check, seen, {
		status: 'red',
		attempts,
		durationMs,
		message: message ?? evidence.imageTrouble,
	});
	red.state.evidence = evidence.items;
	return evidence.imageTrouble === undefined ? red : {...red, blame: 'environment'};
}

/** How long one look of a check may take, in milliseconds. */
export function attemptLimit({probe, timing}: Check): number {
	const whole = timing.type === 'within' ? timing.within : timing.duration;
	const longest = probe.type === 'run' || probe.type === 'exec' ? longestCommand : longestAttempt;
	return Math.min(longest, Math.max(whole, 1000));
}

/** What there is to show before the first look. */
export function unanswered({probe}: Check): Evaluation {
	return evaluation(false, expectedOf(probe), 'no answer yet', {truth: 'unknown'});
}

/** The result of a check that has seen this. */
export function result(
	check: Check,
	{expected, found, mismatches, blame}: Evaluation,
	state: Pick<CheckState, 'status' | 'attempts' | 'durationMs' | 'message'>,
): CheckResult {
	// What must never be true is expected not to be.
	const words = check.timing.type === 'never' ? `never ${expected}` : expected;
	return {check, state: {...state, expected: words, found, mismatches, evidence: []}, blame};
}
