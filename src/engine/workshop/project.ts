// Fields that tell the elements of the API's lists apart (its merge keys), the most telling first.
const keys = ['name', 'mountPath', 'containerPort', 'port', 'key', 'topologyKey', 'ip', 'type'];

/**
 * What `live` says of the fields that `wanted` names, in the order of `wanted`. What the server has filled in is left
 * out; what was added by hand to a list, or to a ConfigMap's or Secret's data, is not.
 */
export function project<T>(wanted: T, live: unknown): T {
	return projectValue(wanted, live, '') as T;
}

function projectValue(wanted: unknown, live: unknown, field: string): unknown {
	if (Array.isArray(wanted) && Array.isArray(live)) {
		return projectList(wanted, live);
	}

	if (isObject(wanted) && isObject(live)) {
		const named = Object.keys(wanted).filter((key) => key in live || isEmpty(wanted[key]));
		// The server fills in nothing there.
		const added =
			field === 'data' || field === 'stringData' ? Object.keys(live).filter((key) => !(key in wanted)) : [];
		return Object.fromEntries(
			[...named, ...added].map((key) => [
				key,
				key in live ? projectValue(wanted[key], live[key], key) : wanted[key],
			]),
		);
	}

	return live;
}

/** Elements that belong together are compared; where they have no key, by their position. */
function projectList(wanted: unknown[], live: unknown[]): unknown[] {
	const key = keys.find((one) =>
		[...wanted, ...live].every((item) => isObject(item) && item[one] !== undefined),
	);
	const partnerOf = (item: unknown, index: number) =>
		key === undefined
			? live[index]
			: live.find((one) => (one as Record<string, unknown>)[key] === (item as Record<string, unknown>)[key]);
	const partners = wanted.map((item, index) => partnerOf(item, index));
	const kept = wanted.flatMap((item, index) =>
		partners[index] === undefined ? [] : [projectValue(item, partners[index], '')],
	);
	return [...kept, ...live.filter((item) => !partners.includes(item))];
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The API drops what is empty. */
function isEmpty(value: unknown): boolean {
	return value === null || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
