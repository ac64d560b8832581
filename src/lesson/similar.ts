/** The word of `known` that `word` is most likely a slip of; undefined when none is near. */
export function mostSimilar(word: string, known: Iterable<string>): string | undefined {
	let best: string | undefined;
	// A third of the letters may be wrong, but never more than three.
	let limit = Math.min(3, Math.max(1, Math.floor(word.length / 3))) + 1;
	for (const candidate of known) {
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance < limit) {
			limit = distance;
			best = candidate;
		}
	}

	return best;
}

/** "Did you mean x?", or the choices where none is near. */
export function suggest(word: string, known: readonly string[]): string {
	const similar = mostSimilar(word, known);
	return similar === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${similar}?`;
}

/** Insertions, deletions and replacements that turn `a` into `b` (Levenshtein), a swap of neighbours counting once. */
function editDistance(a: string, b: string): number {
	let older: number[] = [];
	let previous = Array.from({length: b.length + 1}, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(
				previous[column]! + 1,
				current[column - 1]! + 1,
				previous[column - 1]! + (same ? 0 : 1),
			);
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
				cost = Math.min(cost, older[column - 2]! + 1);
			}

			current.push(cost);
		}

		older = previous;
		previous = current;
	}

	return previous[b.length]!;
}
