import type {StatusCause} from '../registry/status-error.ts';
import {badRequest, invalid} from '../registry/status-error.ts';
import type {WriteOptions} from '../registry/types.ts';
import type {Exchange} from './context.ts';

/** The boolean that a query parameter says; Kubernetes: anything but `false` and `0` is true, absent is false. */
export function flag(query: URLSearchParams, name: string): boolean {
	const value = query.get(name);
	return value !== null && value !== 'false' && value !== '0';
}

/** A whole number of at least 0, undefined when absent; throws 400. */
export function count(query: URLSearchParams, name: string): number | undefined {
	const value = query.get(name);
	if (value === null || value === '') {
		return undefined;
	}

	if (!/^\d{1,15}$/u.test(value)) {
		throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
	}

	return Number(value);
}

/**
 * Who writes, how strictly and whether for real, from the query and the User-Agent. `type` names the options
 * in errors: CreateOptions, UpdateOptions or PatchOptions.
 */
export function writeOptions({query, request}: Exchange, type: string): WriteOptions & {warnings: string[]} {
	const fieldValidation = query.get('fieldValidation') || 'Warn';
	const causes: StatusCause[] = [];
	if (!isFieldValidation(fieldValidation)) {
		causes.push(notSupported('fieldValidation', fieldValidation, ['', 'Ignore', 'Warn', 'Strict']));
	}

	const dryRun = isDryRun(query.getAll('dryRun'), causes);
	if (causes.length > 0) {
		throw invalid({group: 'meta.k8s.io', kind: type}, '', causes);
	}

	return {
		fieldManager: query.get('fieldManager') || managerFromUserAgent(request.headers['user-agent']),
		fieldValidation: fieldValidation as WriteOptions['fieldValidation'],
		dryRun,
		warnings: [],
	};
}

/** True for `All`, the only value there is; anything else is added to `causes`. */
export function isDryRun(values: string[], causes: StatusCause[]): boolean {
	for (const value of values) {
		if (value !== 'All' && value !== '') {
			causes.push(notSupported('dryRun', value, ['All']));
		}
	}

	return values.includes('All');
}

/** `Unsupported value` as Kubernetes' field errors say it. */
export function notSupported(field: string, value: string, supported: string[]): StatusCause {
	const list = supported.map((each) => JSON.stringify(each)).join(', ');
	return {
		reason: 'FieldValueNotSupported',
		message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`,
		field,
	};
}

function isFieldValidation(value: string): boolean {
	return value === 'Ignore' || value === 'Warn' || value === 'Strict';
}

/** Kubernetes: managerOrUserAgent takes what stands before the first slash, 128 characters at most. */
function managerFromUserAgent(agent: string | undefined): string {
	return (agent ?? '').split('/')[0]!.slice(0, 128) || 'unknown';
}
