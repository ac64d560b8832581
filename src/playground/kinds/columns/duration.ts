const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** Time since `timestamp` (RFC 3339) in kubectl's words; `<unknown>` without one. */
export function age(timestamp: string | null | undefined, now: number): string {
	if (timestamp === undefined || timestamp === null || timestamp === '') {
		return '<unknown>';
	}

	return humanDuration(now - Date.parse(timestamp));
}

/** A duration in two units at most, as kubectl prints it. Kubernetes: duration.HumanDuration. */
export function humanDuration(ms: number): string {
	const seconds = Math.trunc(ms / 1000);
	if (seconds < -1) {
		return '<invalid>';
	}

	if (seconds < 2 * minute) {
		return `${Math.max(seconds, 0)}s`;
	}

	if (seconds < 10 * minute) {
		return units(seconds, minute, 'm', 1, 's');
	}

	if (seconds < 3 * hour) {
		return `${Math.trunc(seconds / minute)}m`;
	}

	if (seconds < 8 * hour) {
		return units(seconds, hour, 'h', minute, 'm');
	}

	if (seconds < 2 * day) {
		return `${Math.trunc(seconds / hour)}h`;
	}

	if (seconds < 8 * day) {
		return units(seconds, day, 'd', hour, 'h');
	}

	if (seconds < 2 * year) {
		return `${Math.trunc(seconds / day)}d`;
	}

	return seconds < 8 * year ? units(seconds, year, 'y', day, 'd') : `${Math.trunc(seconds / year)}y`;
}

function units(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
	const rest = Math.trunc((seconds % large) / small);
	return `${Math.trunc(seconds / large)}${largeName}${rest === 0 ? '' : `${rest}${smallName}`}`;
}
