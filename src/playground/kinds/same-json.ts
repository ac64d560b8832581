/** Whether a and b are the same, as JSON sees it: an absent field is an undefined one, order does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
	if (a === b) {
		return true;
	}

	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
		return false;
	}

	if (Array.isArray(a) || Array.isArray(b)) {
		return (
			Array.isArray(a) &&
			Array.isArray(b) &&
			a.length === b.length &&
			a.every((each, index) => sameJson(each, b[index]))
		);
	}

	const left = a as Record<string, unknown>;
	const right = b as Record<string, unknown>;
	return (
		Object.keys(left).every((key) => sameJson(left[key], right[key])) &&
		Object.keys(right).every((key) => right[key] === undefined || left[key] !== undefined)
	);
}
