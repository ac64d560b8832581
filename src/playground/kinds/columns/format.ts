/** Text, or what kubectl shows for an empty value. */
export function orNone(value: string | undefined): string {
	return value === undefined || value === '' ? '<none>' : value;
}

/** `a=1,b=2`, sorted; `<none>` when there are none. */
export function labels(map: Record<string, string> | undefined): string {
	const pairs = Object.entries(map ?? {}).map(([key, value]) => `${key}=${value}`);
	return orNone(pairs.toSorted().join(','));
}

const shortModes: Record<string, string> = {
	ReadWriteOnce: 'RWO',
	ReadOnlyMany: 'ROX',
	ReadWriteMany: 'RWX',
	ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX`, in the order in which Kubernetes lists them. */
export function accessModes(modes: string[] | undefined): string {
	return Object.keys(shortModes)
		.filter((mode) => modes?.includes(mode))
		.map((mode) => shortModes[mode])
		.join(',');
}

/** The first `most` of a list, and how many more there are; `<unset>` for none. */
export function atMost(values: Array<string | number>, most: number): string {
	if (values.length === 0) {
		return '<unset>';
	}

	const shown = values.slice(0, most).join(',');
	return values.length > most ? `${shown} + ${values.length - most} more...` : shown;
}
