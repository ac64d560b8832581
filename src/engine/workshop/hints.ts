import type {Place} from './route.ts';

/** Which tier of hints each step has come to. */
export class Hints {
	readonly #tiers = new Map<string, number>();

	/** The next tier of a step, from 1; after the last the same again; undefined where it has none. */
	next({lesson, step}: Place): number | undefined {
		if (step.hints.length === 0) {
			return undefined;
		}

		const key = `${lesson.id}/${step.id}`;
		const tier = Math.min((this.#tiers.get(key) ?? 0) + 1, step.hints.length);
		this.#tiers.set(key, tier);
		return tier;
	}
}
