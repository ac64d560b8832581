import {badRequest} from '../registry/status-error.ts';
import type {Registry} from '../registry/types.ts';
import {tooLargeResourceVersion} from './errors.ts';

/**
 * Reads a query's resourceVersion: undefined for none, `0` for "any". Throws 400 when it is not a number and
 * 504 when it is of a future that this store has not seen (a client of a playground that was deleted since).
 */
export function checkRevision(value: string | null, registry: Registry): number | undefined {
	if (value === null || value === '') {
		return undefined;
	}

	if (!/^\d{1,15}$/u.test(value)) {
		throw badRequest(
			`resourceVersion: Invalid value: ${JSON.stringify(value)}: it is not a revision of this server`,
		);
	}

	const revision = Number(value);
	const current = registry.revision();
	if (revision > current) {
		throw tooLargeResourceVersion(revision, current);
	}

	return revision;
}
