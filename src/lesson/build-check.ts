import type {Defaults} from './build-action.ts';
import {parseDuration} from './duration.ts';
import type {RawCheck, RawReason} from './raw.ts';
import type {Check, Location, ObjectExpectation, ObjectQuery, Probe, Reason, Timing} from './types.ts';

/** Places of a check and of what is in it, by path below the check. */
export type Locate = (...path: Array<string | number>) => Location;

const defaultWithin = 30_000;

export function buildCheck(raw: RawCheck, defaults: Defaults, locate: Locate): Check {
	const reasons = (field: 'failFast' | 'whyNot') =>
		(raw[field] ?? []).map((reason, index) => buildReason(reason, defaults, locate(field, index)));
	return {
		id: raw.id,
		title: raw.title,
		probe: buildProbe(raw, defaults),
		timing: buildTiming(raw),
		failFast: reasons('failFast'),
		whyNot: reasons('whyNot'),
		green: raw.green ?? false,
		location: locate(),
	};
}

function buildProbe(raw: RawCheck, defaults: Defaults): Probe {
	const {namespace} = defaults;
	if (raw.get !== undefined) {
		return {type: 'get', query: buildQuery(raw.get, defaults), expect: buildExpectation(raw.get, raw.expect)};
	}

	if (raw.absent !== undefined) {
		return {type: 'absent', query: buildQuery(raw.absent, defaults)};
	}

	if (raw.sql !== undefined) {
		const {value, rows, error, ...sql} = raw.sql;
		const expect = rows === undefined ? (error === undefined ? {value: value ?? null} : {error}) : {rows};
		return {type: 'sql', namespace, database: 'postgres', user: 'postgres', ...sql, expect};
	}

	if (raw.exec !== undefined) {
		const {exitCode = 0, stdout = {}, ...exec} = raw.exec;
		return {type: 'exec', namespace, ...exec, exitCode, output: stdout};
	}

	if (raw.tool !== undefined) {
		const {name, command, range, cure} = raw.tool;
		return {type: 'tool', name, command, range, cure};
	}

	if (raw.context !== undefined) {
		return {type: 'context', ...raw.context};
	}

	const run = typeof raw.run === 'string' ? {command: raw.run} : raw.run!;
	const {exitCode = 0, stdout = {}} = run as {
		exitCode?: number;
		stdout?: {equals?: string; matches?: string};
	};
	return {type: 'run', command: run.command, exitCode, output: stdout};
}

function buildQuery(raw: ObjectQuery, defaults: Defaults): ObjectQuery {
	return {namespace: defaults.namespaceOf(raw.kind), ...raw};
}

function buildExpectation(
	query: ObjectQuery,
	expect: Record<string, unknown> | undefined,
): ObjectExpectation {
	if (query.name === undefined) {
		// Without an expectation: there is one.
		return {type: 'objects', ...(expect ?? {any: {}})};
	}

	if (expect !== undefined && ('cel' in expect || 'object' in expect)) {
		return {type: 'object', partial: expect.object, cel: expect.cel as string | undefined};
	}

	return {type: 'object', partial: expect ?? {}};
}

function buildTiming(raw: RawCheck): Timing {
	if (raw.consistently !== undefined) {
		return {type: 'consistently', duration: parseDuration(raw.consistently)!};
	}

	if (raw.never !== undefined) {
		return {type: 'never', duration: parseDuration(raw.never)!};
	}

	return {
		type: 'within',
		within: raw.within === undefined ? defaultWithin : parseDuration(raw.within)!,
		stableFor: raw.stableFor === undefined ? 0 : parseDuration(raw.stableFor)!,
	};
}

function buildReason(raw: RawReason, defaults: Defaults, location: Location): Reason {
	const {get, when, say} = raw;
	return {get: get === undefined ? undefined : buildQuery(get, defaults), when, say, location};
}
