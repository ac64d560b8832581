/** Time as a part reads it: passed in, so that tests can drive it. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Calls `callback` once after `ms` milliseconds; the returned function takes it back. */
	after(ms: number, callback: () => void): () => void;
}

/** The real clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	after(ms, callback) {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
};

/** `clock`'s time as the API writes it (RFC 3339, whole seconds). */
export function timestamp(clock: Clock): string {
	return `${new Date(clock.now()).toISOString().slice(0, 19)}Z`;
}

/** Waits `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason as Error);
			return;
		}

		const onAbort = () => {
			cancel();
			reject(signal?.reason as Error);
		};
		const cancel = clock.after(ms, () => {
			signal?.removeEventListener('abort', onAbort);
			resolve();
		});
		signal?.addEventListener('abort', onAbort, {once: true});
	});
}
