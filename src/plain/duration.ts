import type {Words} from './words.ts';

/** Milliseconds in words: `0.4 s`, `59.9 s`, `5 min 2 s`. */
export function durationIn(say: Words, ms: number): string {
	const tenths = Math.round(ms / 100);
	if (tenths < 600) {
		return say.duration((tenths / 10).toFixed(1));
	}

	const seconds = Math.round(ms / 1000);
	return say.longDuration(Math.floor(seconds / 60), seconds % 60);
}
