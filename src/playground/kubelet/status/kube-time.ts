/** Milliseconds since the epoch as the API writes a time: RFC 3339, whole seconds. */
export function kubeTime(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
