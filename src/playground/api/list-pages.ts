import type {Clock} from '../../lib/clock.ts';
import type {KubeObject} from '../kinds/objects.ts';
import {badRequest, StatusError} from '../registry/status-error.ts';

/** A part of a list, and the list's metadata that goes with it. */
export interface Page {
	objects: KubeObject[];
	metadata: {resourceVersion: string; continue?: string; remainingItemCount?: number};
}

interface Rest {
	objects: KubeObject[];
	revision: number;
	until: number;
}

/** Kubernetes: what etcd forgets, and a continue token with it. */
const keptMs = 5 * 60_000;

/** How many lists can be half read at once; the oldest is forgotten first. */
const most = 64;

/**
 * Lists read in parts. What is still to be read is kept as it was (objects are frozen and shared, so it
 * costs an array), for five minutes.
 */
export class ListPages {
	readonly #clock: Clock;
	readonly #rests = new Map<string, Rest>();
	#tokens = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The first `limit` of a list; 0 is all of it. */
	first(objects: KubeObject[], revision: number, limit: number): Page {
		return this.#page({objects, revision, until: this.#clock.now() + keptMs}, limit);
	}

	/** The part after the one that `token` came with; throws 410 when it is no longer kept, 400 when it never was. */
	next(token: string, limit: number): Page {
		if (!/^[\w-]+$/u.test(token)) {
			throw badRequest('continue key is not valid');
		}

		const rest = this.#rests.get(token);
		if (rest === undefined || rest.until < this.#clock.now()) {
			this.#rests.delete(token);
			throw new StatusError(
				410,
				'Expired',
				'The provided continue parameter is too old to display a consistent list result. ' +
					'You must start a new list without the continue parameter.',
			);
		}

		return this.#page(rest, limit);
	}

	#page(list: Rest, limit: number): Page {
		const resourceVersion = String(list.revision);
		if (limit === 0 || list.objects.length <= limit) {
			return {objects: list.objects, metadata: {resourceVersion}};
		}

		const rest = {...list, objects: list.objects.slice(limit)};
		const token = this.#keep(rest);
		return {
			objects: list.objects.slice(0, limit),
			metadata: {resourceVersion, continue: token, remainingItemCount: rest.objects.length},
		};
	}

	#keep(rest: Rest): string {
		const token = Buffer.from(`${rest.revision}-${++this.#tokens}`).toString('base64url');
		this.#rests.set(token, rest);
		if (this.#rests.size > most) {
			this.#rests.delete(this.#rests.keys().next().value!);
		}

		return token;
	}
}
