/** What a path under /api/v1 or /apis/GROUP/VERSION names. */
export interface ResourcePath {
	group: string;
	version: string;
	/** Undefined: the group version itself. */
	plural?: string;
	namespace?: string;
	name?: string;
	subresource?: string;
}

/** Parses a path of the API's resources; undefined when it is none. Throws URIError on a bad %-escape. */
export function parseResourcePath(path: string): ResourcePath | undefined {
	const parts = path.split('/');
	if (parts.at(-1) === '') {
		parts.pop();
	}

	if (parts[1] === 'api' && parts[2] === 'v1') {
		return parseResource('', 'v1', parts, 3);
	}

	return parts[1] === 'apis' && parts.length > 3 ? parseResource(parts[2]!, parts[3]!, parts, 4) : undefined;
}

function parseResource(
	group: string,
	version: string,
	parts: string[],
	at: number,
): ResourcePath | undefined {
	const plural = parts[at];
	if (plural === undefined) {
		return {group, version};
	}

	// namespaces/NS/status and namespaces/NS/finalize belong to the Namespace, all else there to what is in it.
	const third = parts[at + 2];
	const scoped = plural === 'namespaces' && third !== undefined && third !== 'status' && third !== 'finalize';
	if (!scoped) {
		return parts.length > at + 3
			? undefined
			: {group, version, plural, name: decode(parts[at + 1]), subresource: third};
	}

	return parts.length > at + 5
		? undefined
		: {
				group,
				version,
				plural: third,
				namespace: decode(parts[at + 1]),
				name: decode(parts[at + 3]),
				subresource: parts[at + 4],
			};
}

function decode(part: string | undefined): string | undefined {
	return part?.includes('%') ? decodeURIComponent(part) : part;
}
