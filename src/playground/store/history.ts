import type {KubeObject} from '../kinds/objects.ts';
import {expired} from '../registry/status-error.ts';
import type {Change} from '../registry/types.ts';

interface Subscription {
	resource: string;
	listener: (change: Change) => void;
	/** The newest revision it was given. */
	seen: number;
}

interface Entry {
	resource: string;
	change: Change<KubeObject>;
}

/** The newest changes, kept for watchers that come later, and the watchers themselves. */
export class History {
	readonly #limit: number;
	readonly #subscriptions = new Set<Subscription>();
	#kept: Entry[] = [];
	/** Every change after this revision is kept. */
	#floor: number;
	#waiting: Entry[] = [];
	#delivering = false;

	/** Keeps at least `limit` changes; what was before `floor` is gone. */
	constructor(limit: number, floor: number) {
		this.#limit = limit;
		this.#floor = floor;
	}

	/**
	 * Keeps a change and calls the listeners of its resource. A change made inside a listener is delivered
	 * after the present one, so that every listener sees all changes in order.
	 */
	add(resource: string, change: Change): void {
		const entry = {resource, change};
		this.#kept.push(entry);
		if (this.#kept.length > this.#limit * 2) {
			this.#kept = this.#kept.slice(-this.#limit);
			this.#floor = this.#kept[0]!.change.revision - 1;
		}

		this.#waiting.push(entry);
		if (!this.#delivering) {
			this.#deliver();
		}
	}

	/**
	 * Calls `listener` for each change of `resource` after revision `after`, kept ones first; returns what
	 * ends it. Throws StatusError 410 Expired when changes after `after` are no longer kept.
	 */
	watch(resource: string, listener: (change: Change) => void, after: number): () => void {
		if (after < this.#floor) {
			throw expired(after, this.#floor);
		}

		const subscription: Subscription = {resource, listener, seen: after};
		this.#subscriptions.add(subscription);
		for (const entry of this.#kept.slice(this.#firstAfter(after))) {
			give(subscription, entry);
		}

		return () => void this.#subscriptions.delete(subscription);
	}

	#deliver(): void {
		this.#delivering = true;
		try {
			for (let entry = this.#waiting.shift(); entry; entry = this.#waiting.shift()) {
				for (const subscription of this.#subscriptions) {
					give(subscription, entry);
				}
			}
		} finally {
			this.#delivering = false;
		}
	}

	#firstAfter(revision: number): number {
		let low = 0;
		let high = this.#kept.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#kept[middle]!.change.revision > revision) {
				high = middle;
			} else {
				low = middle + 1;
			}
		}

		return low;
	}
}

/** A listener that throws must not undo a write that is already durable: its error surfaces on its own. */
function give(subscription: Subscription, {resource, change}: Entry): void {
	if (resource !== subscription.resource || change.revision <= subscription.seen) {
		return;
	}

	subscription.seen = change.revision;
	try {
		subscription.listener(change);
	} catch (error) {
		queueMicrotask(() => {
			throw error;
		});
	}
}
