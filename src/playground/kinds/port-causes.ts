import type {StatusCause} from '../registry/status-error.ts';
import {invalidField} from './causes.ts';

/** What is wrong with a port number. */
export function portNumberCauses(field: string, port: number | undefined): StatusCause[] {
	return port !== undefined && port >= 1 && port <= 65535
		? []
		: [invalidField(field, port ?? 0, 'must be between 1 and 65535, inclusive')];
}
