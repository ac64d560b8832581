import type {Probe, Scalar} from '../../lesson/types.ts';
import type {Kube} from '../../kube/kube.ts';
import {evaluation, type Evaluation} from '../evaluation.ts';
import {show} from '../match.ts';
import {runSql} from '../psql.ts';

type SqlProbe = Extract<Probe, {type: 'sql'}>;

/** What the query should give, in one line. */
export function expectedSql({pod, expect}: SqlProbe): string {
	if ('error' in expect) {
		return `${pod} answers with the error ${expect.error}`;
	}

	return 'rows' in expect
		? `${pod} answers with ${expect.rows.length} rows: ${show(expect.rows)}`
		: `${pod} answers with ${showScalar(expect.value)}`;
}

export async function checkSql(
	probe: SqlProbe,
	kube: Kube,
	namespace: string,
	options: {timeoutMs: number; signal: AbortSignal},
): Promise<Evaluation> {
	const result = await runSql(kube, {...probe, namespace: probe.namespace ?? namespace}, options);
	const {expect} = probe;
	const expected = expectedSql(probe);
	if (result.type === 'error') {
		const found = `error ${result.sqlState}: ${result.message}`;
		const isWanted =
			'error' in expect &&
			(expect.error === result.sqlState || new RegExp(expect.error, 'm').test(result.message));
		return evaluation(isWanted, expected, found, isWanted ? {} : {message: result.message});
	}

	const found =
		result.rows.map((row) => row.map((value) => value ?? 'NULL').join(' | ')).join('; ') || 'no rows';
	if ('error' in expect) {
		return evaluation(false, expected, found);
	}

	const rows = 'rows' in expect ? expect.rows : [[expect.value]];
	const isSame =
		rows.length === result.rows.length &&
		rows.every((row, index) => {
			const values = result.rows[index]!;
			return row.length === values.length && row.every((value, column) => isEqual(value, values[column]!));
		});
	const mismatches = isSame
		? []
		: [{path: '', expected: 'rows' in expect ? show(rows) : showScalar(expect.value), found}];
	return evaluation(isSame, expected, found, {mismatches});
}

/** Compares with a value as psql prints it. */
function isEqual(expected: Scalar, found: string | null): boolean {
	if (expected === null || found === null) {
		return expected === found;
	}

	if (typeof expected === 'boolean') {
		return found === (expected ? 't' : 'f');
	}

	return typeof expected === 'number'
		? found.trim() !== '' && Number(found) === expected
		: found === expected;
}

function showScalar(value: Scalar): string {
	return value === null ? 'NULL' : String(value);
}
