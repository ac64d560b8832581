import type {Clock} from '../../../lib/clock.ts';
import type {KubeObject, ResourceName, Resources} from '../../kinds/objects.ts';
import {isStatus} from '../../registry/status-error.ts';
import type {Change, Registry} from '../../registry/types.ts';
import {createQueue} from './queue.ts';

/** One resource that a controller looks at; make it with `watching`, which checks the types. */
export interface Watch {
	resource: ResourceName;
	keys: (object: KubeObject, change: Change | undefined) => string[];
}

/**
 * A watch on `resource`: `keys` says what must be reconciled when `object` changed. `change` is undefined for
 * the objects that were there at the start; after a MODIFIED it is asked for the object before, too.
 */
export function watching<R extends ResourceName>(
	resource: R,
	keys: (object: Resources[R], change: Change<Resources[R]> | undefined) => string[],
): Watch {
	return {resource, keys: keys as Watch['keys']};
}

/** Logs one line of the controllers' own log. */
export type Log = (line: string) => void;

export interface ControllerOptions {
	name: string;
	watches: Watch[];
	/**
	 * Brings what `key` names to where it should be, from the state as it is now; idempotent. Returns the
	 * milliseconds after which it wants to look again, if any. What it throws is tried again, later and later.
	 */
	reconcile: (key: string) => Promise<number | void> | number | void;
	registry: Registry;
	clock: Clock;
	log: Log;
}

export interface Controller {
	/** Looks at `key` soon, or after `ms`. */
	enqueue(key: string, ms?: number): void;
	/** Takes no more work; resolves when what is under way has ended. */
	stop(): Promise<void>;
}

/** controller-runtime: workqueue.DefaultTypedControllerRateLimiter. */
const FIRST_RETRY_MS = 5;
const LAST_RETRY_MS = 1_000_000;

/** Runs one controller: everything that exists is reconciled once, then whatever changes. One key at a time. */
export function startController(options: ControllerOptions): Controller {
	const {name, watches, registry, clock, log} = options;
	const failures = new Map<string, number>();
	const queue = createQueue(clock, work);

	// Subscribed before the lists are read, so that nothing falls between.
	const stops = watches.map(({resource, keys}) =>
		registry.watch(resource, (change) => {
			for (const key of keys(change.object, change)) {
				queue.add(key);
			}

			if (change.previous) {
				for (const key of keys(change.previous, change)) {
					queue.add(key);
				}
			}
		}),
	);
	for (const {resource, keys} of watches) {
		for (const object of registry.list(resource)) {
			for (const key of keys(object, undefined)) {
				queue.add(key);
			}
		}
	}

	async function work(key: string): Promise<void> {
		try {
			const again = await options.reconcile(key);
			failures.delete(key);
			if (again !== undefined) {
				queue.addAfter(key, again);
			}
		} catch (error) {
			const failed = failures.get(key) ?? 0;
			failures.set(key, failed + 1);
			const delay = Math.min(FIRST_RETRY_MS * 2 ** failed, LAST_RETRY_MS);
			// A conflict says that the state read was old: nothing for a log.
			if (!isStatus(error, 'Conflict')) {
				log(`${name}: ${key}: ${describe(error)}; tried again in ${delay} ms`);
			}

			queue.addAfter(key, delay);
		}
	}

	return {
		enqueue(key, ms) {
			if (ms === undefined) {
				queue.add(key);
			} else {
				queue.addAfter(key, ms);
			}
		},
		async stop() {
			for (const stop of stops) {
				stop();
			}

			await queue.stop();
		},
	};
}

function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
