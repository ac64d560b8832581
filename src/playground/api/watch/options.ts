import {invalid, type StatusCause} from '../../registry/status-error.ts';
import type {Registry} from '../../registry/types.ts';
import {count, flag} from '../query.ts';
import {checkRevision} from '../revision.ts';

export interface WatchOptions {
	/** The changes after this revision; undefined: first what there is, as ADDED, then all that comes. */
	after: number | undefined;
	bookmarks: boolean;
	/** Kubernetes: sendInitialEvents, that is, what there is and then a bookmark that says so. */
	markInitialEnd: boolean;
	timeoutMs: number;
}

/** Kubernetes: min-request-timeout; each watch ends by itself after one to two times that. */
const defaultTimeoutMs = 30 * 60_000;

/** Reads a watch's query; throws 400 and 422. */
export function watchOptions(query: URLSearchParams, registry: Registry): WatchOptions {
	const revision = checkRevision(query.get('resourceVersion'), registry);
	const bookmarks = flag(query, 'allowWatchBookmarks');
	const initial = query.get('sendInitialEvents');
	const problem = matchProblem(initial, query.get('resourceVersionMatch'));
	if (problem !== undefined) {
		throw invalid({group: 'meta.k8s.io', kind: 'ListOptions'}, '', [problem]);
	}

	const seconds = count(query, 'timeoutSeconds') ?? 0;
	const common = {
		bookmarks,
		timeoutMs: seconds > 0 ? seconds * 1000 : defaultTimeoutMs * (1 + Math.random()),
	};
	if (initial !== null && initial !== 'false') {
		return {...common, after: undefined, markInitialEnd: bookmarks};
	}

	if (initial === 'false' && !revision) {
		return {...common, after: registry.revision(), markInitialEnd: false};
	}

	return {...common, after: revision === 0 ? undefined : revision, markInitialEnd: false};
}

function matchProblem(initial: string | null, match: string | null): StatusCause | undefined {
	const field = 'resourceVersionMatch';
	if (initial === null && match) {
		const message =
			'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
		return {reason: 'FieldValueForbidden', message, field};
	}

	if (initial !== null && match !== 'NotOlderThan') {
		const message = 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
		return {reason: 'FieldValueForbidden', message, field};
	}

	return undefined;
}
