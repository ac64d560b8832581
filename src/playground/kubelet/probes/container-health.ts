import type {Probe} from '../../kinds/objects.ts';
import {startProber} from './prober.ts';
import {runProbe} from './run-probe.ts';
import type {ProbeResult, Target} from './types.ts';

export type ProbeKind = 'Startup' | 'Liveness' | 'Readiness';

export interface HealthListener {
	/** The startup probe passed; said at once when there is none. */
	onStarted(): void;
	/** The readiness probe's verdict changed; true at once when there is none. */
	onReady(ready: boolean): void;
	/** The startup or liveness probe gave up: the container is to be restarted. */
	onDead(kind: ProbeKind): void;
	/** One probe failed; `message` is the event's. */
	onUnhealthy(message: string): void;
}

/** The probes of one running container. */
export interface ContainerHealth {
	/** The container is being stopped: only its readiness is still asked for. */
	stopping(): void;
	close(): void;
}

/**
 * Watches a container: the startup probe first; liveness and readiness once it has passed, readiness at
 * once, so that a container that can serve is not kept waiting for a period.
 */
export function watchHealth(target: Target, listener: HealthListener): ContainerHealth {
	const {startupProbe, livenessProbe, readinessProbe} = target.spec;
	const probers = new Map<ProbeKind, () => void>();
	let wasReady: boolean | undefined;
	if (startupProbe) {
		start('Startup', startupProbe, (healthy) => {
			stop('Startup');
			if (healthy) {
				begin();
			} else {
				listener.onDead('Startup');
			}
		});
	} else {
		begin();
	}

	return {
		stopping() {
			stop('Startup');
			stop('Liveness');
		},
		close() {
			// A map may lose entries while it is walked.
			for (const kind of probers.keys()) {
				stop(kind);
			}
		},
	};

	function begin(): void {
		listener.onStarted();
		if (readinessProbe) {
			start('Readiness', readinessProbe, tellReady);
		} else {
			listener.onReady(true);
		}

		if (livenessProbe) {
			start('Liveness', livenessProbe, (healthy) => {
				if (!healthy) {
					stop('Liveness');
					listener.onDead('Liveness');
				}
			});
		}
	}

	// A probe goes on saying the same for as long as the container runs.
	function tellReady(ready: boolean): void {
		if (ready !== wasReady) {
			wasReady = ready;
			listener.onReady(ready);
		}
	}

	function start(kind: ProbeKind, probe: Probe, onVerdict: (healthy: boolean) => void): void {
		const options = {
			probe,
			clock: target.clock,
			startedAt: target.container.startedAt,
			run: () => runProbe(probe, target),
			onResult: (result: ProbeResult) => {
				const message = complaint(kind, result);
				if (message !== undefined) {
					listener.onUnhealthy(message);
				}
			},
			onVerdict,
		};
		probers.set(kind, startProber(options));
	}

	function stop(kind: ProbeKind): void {
		probers.get(kind)?.();
		probers.delete(kind);
	}
}

/** Longest output in an event. Kubernetes: prober.maxProbeMessageLength. */
const MAX_MESSAGE = 1024;

function complaint(kind: ProbeKind, {result, output}: ProbeResult): string | undefined {
	const text = output.length > MAX_MESSAGE ? `${output.slice(0, MAX_MESSAGE)}...` : output;
	if (result === 'failure') {
		return `${kind} probe failed: ${text}`;
	}

	return result === 'unknown' ? `${kind} probe errored and resulted in unknown state: ${text}` : undefined;
}
