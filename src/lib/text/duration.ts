/** Milliseconds for people: `0.4 s`, `59.9 s`, `5 min 2 s`. */
export function formatDuration(ms: number): string {
	const tenths = Math.round(ms / 100);
	return tenths < 600 ? `${(tenths / 10).toFixed(1)} s` : inMinutes(Math.round(ms / 1000));
}

/** The same for what still runs: whole seconds, so that it is calm to look at. */
export function formatRunning(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return seconds < 60 ? `${seconds} s` : inMinutes(seconds);
}

function inMinutes(seconds: number): string {
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
