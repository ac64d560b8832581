import type {KnownKind} from './kinds.ts';
import type {Problems} from './problem.ts';
import {mostSimilar} from './similar.ts';
import type {Location} from './types.ts';

/** A kind as an action or a check names it. */
export interface KindUse {
	kind: string;
	location: Location;
}

/** Reports kinds that neither Kubernetes nor the course's manifests have. */
export function checkKinds(
	uses: readonly KindUse[],
	known: ReadonlyMap<string, KnownKind>,
	problems: Problems,
): void {
	for (const {kind, location} of uses) {
		if (!known.has(kind)) {
			const similar = mostSimilar(kind, known.keys());
			problems.add(
				location,
				`There is no kind "${kind}".`,
				similar === undefined
					? 'Name a kind of Kubernetes, or of a manifest of the course.'
					: `Did you mean ${similar}?`,
			);
		}
	}
}
