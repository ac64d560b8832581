/** `value` as Go's `%v` prints what it decoded from JSON: `map[a:1 b:[x y]]`, `<nil>`. */
export function goValue(value: unknown): string {
	if (value === null || value === undefined) {
		return '<nil>';
	}

	if (Array.isArray(value)) {
		return `[${value.map((each) => goValue(each)).join(' ')}]`;
	}

	if (typeof value === 'object') {
		const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
		return `map[${entries.map(([key, each]) => `${key}:${goValue(each)}`).join(' ')}]`;
	}

	return typeof value === 'string' ? value : JSON.stringify(value);
}
