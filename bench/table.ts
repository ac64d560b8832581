/** One thing that was measured. */
export interface Row {
	what: string;
	/** What `value` and `limit` are in; `x` is a ratio to the floor. */
	unit: 's' | 'ms' | 'MB' | '%' | 'x';
	value: number;
	limit: number;
	/** What the machine needs at the least, measured in the same run. */
	floor?: string;
	/** How it was measured: how often, which figure. */
	note: string;
}

const header = ['what', 'measured', 'at most', '', 'floor', 'how'];

/** The rows as a table of text, one line each. */
export function renderTable(rows: Row[]): string {
	const cells = [
		header,
		...rows.map(({what, unit, value, limit, floor, note}) => [
			what,
			`${value.toFixed(unit === 'MB' || unit === 'ms' ? 0 : 2)} ${unit}`,
			`${limit} ${unit}`,
			value <= limit ? 'ok' : 'OVER',
			floor ?? '',
			note,
		]),
	];
	const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	return cells
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** What 95 of 100 of `values` are not above. */
export function p95(values: number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/** The middle of `values`. */
export function median(values: number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
