import type {Handler} from '../kinds/objects.ts';
import {runHook} from './hooks.ts';
import type {Target} from './probes/types.ts';

/** Time that is left for the stop signal after a long preStop. Kubernetes: minimumGracePeriodInSeconds. */
const MINIMUM_MS = 2000;

/** A container that is being ended. */
export interface Stopping {
	/** Ends it sooner than it was told to first; never later. */
	shorten(graceMs: number): void;
	/** Gives up the timers: the container has ended. */
	close(): void;
}

export interface StopOptions {
	target: Target;
	stopSignal: NodeJS.Signals;
	/** From now until SIGKILL, in milliseconds. */
	graceMs: number;
	/** The preStop hook failed; `message` is its error. */
	onHookFailed: (message: string) => void;
}

/** Ends a container: preStop, the image's stop signal, and SIGKILL when the grace period is over. */
export function stopContainer({target, stopSignal, graceMs, onHookFailed}: StopOptions): Stopping {
	const {container, clock, spec} = target;
	const ended = new AbortController();
	let killAt = Infinity;
	let cancelKill = () => {};
	const killBy = (time: number) => {
		if (time < killAt) {
			killAt = time;
			cancelKill();
			cancelKill = clock.after(Math.max(time - clock.now(), 0), () => container.kill('SIGKILL'));
		}
	};
	void end();
	return {
		shorten: (ms) => killBy(clock.now() + ms),
		close() {
			ended.abort(new Error('the container has ended'));
			cancelKill();
		},
	};

	async function end(): Promise<void> {
		const deadline = clock.now() + graceMs;
		if (spec.lifecycle?.preStop) {
			await preStop(spec.lifecycle.preStop, deadline);
		}

		if (!ended.signal.aborted) {
			container.kill(stopSignal);
			killBy(Math.max(deadline, clock.now() + MINIMUM_MS));
		}
	}

	async function preStop(handler: Handler, deadline: number): Promise<void> {
		const late = new AbortController();
		const cancel = clock.after(Math.max(deadline - clock.now(), 0), () =>
			late.abort(new Error('grace period over')),
		);
		try {
			await runHook(handler, target, AbortSignal.any([late.signal, ended.signal]));
		} catch (error) {
			// Cut short by the end of the grace period is not the hook's own failure.
			if (!late.signal.aborted && !ended.signal.aborted) {
				onHookFailed((error as Error).message);
			}
		} finally {
			cancel();
		}
	}
}
