import {KubeError} from '../kube/kube-error.ts';
import type {Kube} from '../kube/kube.ts';

export interface Sql {
	pod: string;
	namespace: string;
	database: string;
	user: string;
	query: string;
}

export type SqlResult =
	| {type: 'rows'; rows: Array<Array<string | null>>}
	| {type: 'error'; sqlState: string; message: string};

// Characters that no sane value holds, so that a value with a newline or a bar in it stays whole.
const fieldSeparator = '\u001F';
const recordSeparator = '\u001E';
const nullMark = '\u001D';

/**
 * Runs SQL with psql in a Pod, in the rows of its last statement's kind as psql prints them. Throws KubeError when
 * psql cannot run or cannot connect (passing), or takes longer than `timeoutMs`.
 */
export async function runSql(
	kube: Kube,
	sql: Sql,
	options: {timeoutMs: number; signal: AbortSignal},
): Promise<SqlResult> {
	const command = [
		...['psql', '-XqAtw', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose'],
		...['-P', `null=${nullMark}`, '-F', fieldSeparator, '-R', recordSeparator],
		...['-U', sql.user, '-d', sql.database, '-c', sql.query],
	];
	const {exitCode, stdout, stderr} = await kube.exec({
		pod: sql.pod,
		namespace: sql.namespace,
		command,
		...options,
	});
	if (exitCode === 0) {
		return {type: 'rows', rows: parseRows(stdout)};
	}

	// psql: "ERROR:  25006: cannot execute INSERT in a read-only transaction"; verbose mode adds the SQLSTATE.
	const [, sqlState, message] = /(?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5}): (.*)/.exec(stderr) ?? [];
	if (exitCode === 2 || sqlState === undefined) {
		// No connection, or one that was lost (psql's exit status 2): the server is not up yet.
		// psql could not connect, or was ended with its container.
		const isPassing = exitCode === 2 || exitCode > 128;
		throw new KubeError(stderr.trim() || `psql ended with exit code ${exitCode}`, {
			reason: 'Psql',
			passing: isPassing,
		});
	}

	return {type: 'error', sqlState, message: message!};
}

function parseRows(stdout: string): Array<Array<string | null>> {
	const text = stdout.replace(/\n$/, '');
	if (text === '') {
		return [];
	}

	return text
		.split(recordSeparator)
		.map((record) => record.split(fieldSeparator).map((field) => (field === nullMark ? null : field)));
}
