/** How long a container or an image must wait before it is tried again. Times in milliseconds. */
export interface Backoff {
	delay: number;
	/** When the delay was last raised. */
	updatedAt: number;
}

/** Kubernetes: kubelet.initialContainerRestartBackoff (10 s), also the first wait for an image. */
const INITIAL_MS = 10_000;
/** Kubernetes: kubelet.MaxContainerBackOff. */
const MAXIMUM_MS = 300_000;
/** A container that ran this long starts afresh. Kubernetes: flowcontrol.Backoff, twice the maximum. */
const FORGET_AFTER_MS = 2 * MAXIMUM_MS;

/** The wait after one more try that failed at `failedAt`: 10 s, then twice the last, at most 300 s. */
export function nextBackoff(backoff: Backoff | undefined, failedAt: number, now: number): Backoff {
	const fresh = backoff === undefined || failedAt - backoff.updatedAt > FORGET_AFTER_MS;
	return {delay: fresh ? INITIAL_MS : Math.min(backoff.delay * 2, MAXIMUM_MS), updatedAt: now};
}

/** Until when what failed at `failedAt` must wait; undefined: it may be tried now. */
export function backoffUntil(
	backoff: Backoff | undefined,
	failedAt: number,
	now: number,
): number | undefined {
	if (backoff === undefined || failedAt - backoff.updatedAt > FORGET_AFTER_MS) {
		return undefined;
	}

	const until = failedAt + backoff.delay;
	return now < until ? until : undefined;
}
