import type {Clock} from '../../../lib/clock.ts';
import type {Probe} from '../../kinds/objects.ts';
import type {ProbeResult} from './types.ts';

export interface ProberOptions {
	probe: Probe;
	clock: Clock;
	/** When the container was started, in milliseconds since the epoch: initialDelaySeconds counts from it. */
	startedAt: number;
	run: () => Promise<ProbeResult>;
	/** Every single result, before thresholds. */
	onResult: (result: ProbeResult) => void;
	/** The result has come as often as its threshold asks for. */
	onVerdict: (healthy: boolean) => void;
}

/**
 * Runs one probe of one container, first when its delay is over, then once a period, until the returned
 * function is called (Kubernetes: prober.worker).
 */
export function startProber({probe, clock, startedAt, run, onResult, onVerdict}: ProberOptions): () => void {
	let stopped = false;
	let last: ProbeResult['result'] | undefined;
	let times = 0;
	const delay = startedAt + (probe.initialDelaySeconds ?? 0) * 1000 - clock.now();
	let cancel = clock.after(Math.max(delay, 0), () => void tick());

	async function tick(): Promise<void> {
		const next = clock.now() + probe.periodSeconds * 1000;
		const result = await run();
		if (stopped) {
			return;
		}

		onResult(result);
		judge(result.result);
		if (!stopped) {
			cancel = clock.after(Math.max(next - clock.now(), 0), () => void tick());
		}
	}

	function judge(result: ProbeResult['result']): void {
		if (result === 'unknown') {
			return;
		}

		times = last === result ? times + 1 : 1;
		last = result;
		if (times >= (result === 'success' ? probe.successThreshold : probe.failureThreshold)) {
			onVerdict(result === 'success');
		}
	}

	return () => {
		stopped = true;
		cancel();
	};
}
