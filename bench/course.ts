import type {Row} from './table.ts';
import {inWorkplace, seconds} from './workplace.ts';

/** The whole base course under `doklab verify`, with the start and the end of its cluster. */
export async function course(): Promise<Row[]> {
	const value = await inWorkplace(({doklab}) => seconds(() => doklab('verify', '--platform', 'playground')));
	return [{what: 'base course: verify', unit: 's', value, limit: 60, note: 'once'}];
}
