import type {Clock} from '../../lib/clock.ts';
import type {Event, ObjectReference} from '../kinds/objects.ts';

export interface Occurrence {
	about: ObjectReference;
	type: Event['type'];
	reason: string;
	message: string;
}

/** What to do about an occurrence. `message` is what the event says, after combining. */
export type Decision =
	| {do: 'skip'}
	| {do: 'create'; message: string}
	| {do: 'count'; name: string; count: number; message: string};

interface Known {
	name: string;
	count: number;
}

interface Similar {
	messages: Set<string>;
	since: number;
}

interface Bucket {
	tokens: number;
	at: number;
}

/** client-go: maxLruCacheEntries. */
const MEMORY = 4096;
/** client-go: defaultAggregateMaxEvents, defaultAggregateIntervalInSeconds. */
const COMBINE_FROM = 10;
const COMBINE_WITHIN_MS = 600_000;
/** client-go: defaultSpamBurst, defaultSpamQPS. */
const BURST = 25;
const REFILL_MS = 300_000;

/**
 * Decides which occurrences become events, as client-go's EventCorrelator does: an equal one is counted up,
 * many that differ in nothing but the message are combined into one, and what is repeated endlessly is
 * throttled. Holds the memory of one component.
 */
export function createCorrelator(clock: Clock) {
	const known = new Memory<Known>();
	const similar = new Memory<Similar>();
	const buckets = new Memory<Bucket>();

	/** Equal occurrences share a key; combined ones share it whatever they say. */
	function keyOf(occurrence: Occurrence): {key: string; message: string} {
		const {about, type, reason, message} = occurrence;
		const kind = subject(occurrence);
		const now = clock.now();
		const seen = similar.get(kind);
		const group =
			seen && now - seen.since <= COMBINE_WITHIN_MS ? seen : {messages: new Set<string>(), since: now};
		group.messages.add(message);
		group.since = now;
		similar.set(kind, group);
		if (group.messages.size >= COMBINE_FROM) {
			return {key: kind, message: `(combined from similar events): ${message}`};
		}

		return {key: JSON.stringify([about.uid, about.name, about.fieldPath, type, reason, message]), message};
	}

	function mayPass(key: string): boolean {
		const now = clock.now();
		const {tokens, at} = buckets.get(key) ?? {tokens: BURST, at: now};
		const filled = Math.min(BURST, tokens + (now - at) / REFILL_MS);
		const pass = filled >= 1;
		buckets.set(key, {tokens: pass ? filled - 1 : filled, at: now});
		return pass;
	}

	return {
		observe(occurrence: Occurrence): Decision {
			const {key, message} = keyOf(occurrence);
			const before = known.get(key);
			if (before) {
				before.count++;
			}

			if (!mayPass(subject(occurrence))) {
				return {do: 'skip'};
			}

			return before ? {do: 'count', ...before, message} : {do: 'create', message};
		},
		/** Remembers the name of the event that was made for `occurrence`. */
		created(occurrence: Occurrence, name: string): void {
			known.set(keyOf(occurrence).key, {name, count: 1});
		},
	};
}

/** What an event is about, apart from its words. A real cluster throttles by reason too (1.36, recorded). */
function subject({about, type, reason}: Occurrence): string {
	return JSON.stringify([about.kind, about.namespace, about.name, about.uid, type, reason]);
}

/** A map that forgets what was not used for longest. */
class Memory<V> {
	readonly #values = new Map<string, V>();

	get(key: string): V | undefined {
		return this.#values.get(key);
	}

	set(key: string, value: V): void {
		this.#values.delete(key);
		this.#values.set(key, value);
		if (this.#values.size > MEMORY) {
			for (const oldest of this.#values.keys()) {
				this.#values.delete(oldest);
				break;
			}
		}
	}
}
