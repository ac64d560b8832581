import type {Probe} from '../../lesson/types.ts';
import {KubeError} from '../../kube/kube-error.ts';
import {sleep} from '../../lib/clock.ts';
import {withDeadline} from '../deadline.ts';
import {evaluation, troubled, type Evaluation} from '../evaluation.ts';
import type {Source} from '../waiting.ts';
import type {Workbench} from '../workbench.ts';
import {expectedOf, look, type PolledProbe} from './look.ts';
import {judgeObjects} from './objects.ts';

const firstPause = 50;
const longestPause = 1000;

/** Waits after a look that took `tookMs`, until it is time for the next. */
export type Pause = (seen: Evaluation, tookMs: number, signal: AbortSignal) => Promise<void>;

/**
 * How a probe's truth is seen: watched for get and absent, asked again for the others, after growing pauses where
 * none are given.
 */
export function sourceOf(
	probe: Probe,
	bench: Workbench,
	attemptMs: number,
	pause: Pause = growingPauses(bench),
): Source {
	return probe.type === 'get' || probe.type === 'absent'
		? watched(probe, bench)
		: polled(probe, bench, attemptMs, pause);
}

function growingPauses({clock}: Workbench): Pause {
	let ms = firstPause;
	return async (_seen, _tookMs, signal) => {
		await sleep(clock, ms, signal).catch(() => undefined);
		ms = Math.min(longestPause, ms * 1.6);
	};
}

function watched(probe: Extract<Probe, {type: 'get' | 'absent'}>, bench: Workbench): Source {
	return async (onEvaluation, signal) => {
		const trouble = (error: unknown) => onEvaluation(troubled(expectedOf(probe), error));
		const observer = {
			onChange: (objects: Parameters<typeof judgeObjects>[1]) => onEvaluation(judgeObjects(probe, objects)),
			onTrouble: trouble,
		};
		try {
			await bench.connection.observe(probe.query, observer, signal);
		} catch (error) {
			if (!(error instanceof KubeError)) {
				throw error;
			}

			trouble(error);
		}
	};
}

function polled(probe: PolledProbe, bench: Workbench, attemptMs: number, pause: Pause): Source {
	return async (onEvaluation, signal) => {
		while (!signal.aborted) {
			const started = bench.clock.now();
			const seen = await attempt(probe, bench, attemptMs, signal);
			if (seen === undefined) {
				return;
			}

			const tookMs = bench.clock.now() - started;
			onEvaluation(seen);
			await pause(seen, tookMs, signal);
		}
	};
}

/** One look; undefined when the signal ended it. */
async function attempt(
	probe: PolledProbe,
	bench: Workbench,
	timeoutMs: number,
	outer: AbortSignal,
): Promise<Evaluation | undefined> {
	return withDeadline(bench.clock, timeoutMs, outer, async (signal, isOver) => {
		try {
			return await look(probe, bench, {timeoutMs, signal});
		} catch (error) {
			if (outer.aborted) {
				return undefined;
			}

			return isOver()
				? evaluation(false, expectedOf(probe), `no answer within ${timeoutMs / 1000} s`)
				: troubled(expectedOf(probe), error);
		}
	});
}
