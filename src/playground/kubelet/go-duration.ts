/** Milliseconds as Go prints a duration (`10s`, `2m40s`, `5m0s`, `1.5s`, `12ms`): how kubelet messages do. */
export function goDuration(ms: number): string {
	if (ms < 1000) {
		return ms === 0 ? '0s' : `${ms}ms`;
	}

	const hours = Math.floor(ms / 3_600_000);
	const minutes = Math.floor((ms % 3_600_000) / 60_000);
	const seconds = (ms % 60_000) / 1000;
	if (hours > 0) {
		return `${hours}h${minutes}m${seconds}s`;
	}

	return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
