/** Where text goes: process.stdout and process.stderr are ones; tests bring their own. */
export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean;
	readonly columns?: number;
	readonly rows?: number;
	on(event: 'resize', listener: () => void): unknown;
	off(event: 'resize', listener: () => void): unknown;
}

/**
 * Whether to colour what is written to `output`: FORCE_COLOR and NO_COLOR decide where they are set
 * (force-color.org, no-color.org; FORCE_COLOR=0 is no), otherwise whether it is a terminal that can.
 */
export function wantsColor(output: Output, env: NodeJS.ProcessEnv): boolean {
	if (env.FORCE_COLOR !== undefined) {
		return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
	}

	return !env.NO_COLOR && output.isTTY === true && env.TERM !== 'dumb';
}
