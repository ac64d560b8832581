import type {Clock} from '../../../lib/clock.ts';

export interface Queue {
	/** Adds `key`, unless it waits already; a key that is being worked on is worked on once more afterwards. */
	add(key: string): void;
	/** Adds `key` in `ms` milliseconds; of two delays the shorter counts. */
	addAfter(key: string, ms: number): void;
	/** Forgets what waits; resolves when the work under way has ended. */
	stop(): Promise<void>;
}

interface Delayed {
	at: number;
	cancel: () => void;
}

/**
 * Keys to work on, one after the other, each once however often it was added. Work starts on a later turn of
 * the event loop, so that a burst of changes becomes one look. `work` must not reject.
 */
export function createQueue(clock: Clock, work: (key: string) => Promise<void>): Queue {
	const waiting = new Set<string>();
	const delayed = new Map<string, Delayed>();
	let running: Promise<void> | undefined;
	let stopped = false;

	function add(key: string): void {
		if (stopped) {
			return;
		}

		waiting.add(key);
		running ??= drain();
	}

	async function drain(): Promise<void> {
		while (waiting.size > 0) {
			await nextTurn();
			for (const key of [...waiting]) {
				// What was added again while this round runs is seen by this look.
				if (waiting.delete(key)) {
					await work(key);
				}
			}
		}

		running = undefined;
	}

	return {
		add,
		addAfter(key, ms) {
			const at = clock.now() + ms;
			const earlier = delayed.get(key);
			if (stopped || (earlier && earlier.at <= at)) {
				return;
			}

			earlier?.cancel();
			const cancel = clock.after(ms, () => {
				delayed.delete(key);
				add(key);
			});
			delayed.set(key, {at, cancel});
		},
		async stop() {
			stopped = true;
			waiting.clear();
			for (const {cancel} of delayed.values()) {
				cancel();
			}

			delayed.clear();
			await running;
		},
	};
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		setImmediate(resolve);
	});
}
