import {isStatus} from '../../registry/status-error.ts';

/** Runs `action`; undefined when the API answers NotFound, for what another may have deleted meanwhile. */
export function unlessGone<T>(action: () => T): T | undefined {
	try {
		return action();
	} catch (error) {
		if (isStatus(error, 'NotFound')) {
			return undefined;
		}

		throw error;
	}
}
