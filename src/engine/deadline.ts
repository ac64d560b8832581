import type {Clock} from '../lib/clock.ts';

/** Runs `work` with a signal that aborts after `ms`, or with `signal`; `isOver` tells which it was. */
export async function withDeadline<T>(
	clock: Clock,
	ms: number,
	signal: AbortSignal,
	work: (signal: AbortSignal, isOver: () => boolean) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	const cancel = clock.after(ms, () =>
		controller.abort(new DOMException(`took longer than ${ms / 1000} s`, 'TimeoutError')),
	);
	try {
		return await work(AbortSignal.any([signal, controller.signal]), () => controller.signal.aborted);
	} finally {
		cancel();
	}
}
