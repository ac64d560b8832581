import {proceedLabels} from '../src/tui/footer.ts';
import type {Language} from '../src/lesson/types.ts';
import type {Terminal} from '../test/helpers/terminal.ts';

/** What Enter does at a stop, as the footer says it. To look again is no stop: checks turn green by themselves. */
export type Proceeding = Exclude<keyof typeof proceedLabels, 'wait' | 'verify' | 'again'>;

const stops: Proceeding[] = ['run', 'next', 'lessonEnd', 'courseEnd'];

/** A moment at which the workshop waits for the learner. */
export interface Stop {
	proceeding: Proceeding;
	/** The lesson and its step; both count from 1. */
	lesson: number;
	step: number;
}

export interface WalkOptions {
	language: Language;
	/** Milliseconds that one step may take. */
	timeout?: number;
}

/**
 * Goes through the course with Enter alone, as far as the caller asks: yields each stop, and presses Enter when it is
 * asked for the next. The last one is the summary that the course ends with.
 */
export async function* walkCourse(
	terminal: Terminal,
	{language, timeout = 120_000}: WalkOptions,
): AsyncGenerator<Stop> {
	let before: {proceeding: Proceeding; screen: string[]} | undefined;
	let lesson = 1;
	let step = 1;
	for (;;) {
		const last = before;
		const screen = await terminal.waitFor((rows) => isNewStop(last, rows, language), {timeout});
		// The first frame is there before the cluster has been looked at.
		await terminal.still(300, {timeout: 3000});
		yield {proceeding: proceedingOf(screen, language)!, lesson, step};
		// Read again: the caller may have looked around for a while.
		const latest = terminal.screen();
		const proceeding = proceedingOf(latest, language) ?? proceedingOf(screen, language)!;
		before = {proceeding, screen: latest};
		terminal.type('Enter');
		if (proceeding === 'courseEnd') {
			return;
		}

		step = proceeding === 'lessonEnd' ? 1 : step + (proceeding === 'next' ? 1 : 0);
		lesson += proceeding === 'lessonEnd' ? 1 : 0;
	}
}

function isNewStop(
	last: {proceeding: Proceeding; screen: string[]} | undefined,
	rows: string[],
	language: Language,
): boolean {
	const now = proceedingOf(rows, language);
	if (now === undefined || last === undefined) {
		return now !== undefined;
	}

	// A step that was run is proved next; one that is only read may be followed by another.
	return now !== last.proceeding || (now !== 'run' && hasMoved(last.screen, rows));
}

/** Opens the summary and leaves. */
export async function leave(terminal: Terminal, {timeout = 20_000} = {}): Promise<void> {
	terminal.type('q');
	await terminal.still(300);
	terminal.type('Enter');
	const late = new Promise<never>((_, reject) => {
		setTimeout(() => reject(new Error(`It did not end:\n${terminal.screen().join('\n')}`)), timeout).unref();
	});
	await Promise.race([terminal.exited, late]);
}

/** What the footer says that Enter does now; undefined while there is nothing to do but wait. */
export function proceedingOf(screen: string[], language: Language): Proceeding | undefined {
	const footer = screen.findLast((row) => row.trim() !== '') ?? '';
	const label = /(?:↵|Enter) (\S.*?)(?: {2,}|$)/.exec(footer)?.[1];
	return stops.find((stop) => proceedLabels[stop][language] === label);
}

/** Whether another step is shown: ages, times and the cluster change a few rows, a new step most of them. */
function hasMoved(before: string[], now: string[]): boolean {
	const rows = before.filter((row) => row.trim() !== '').length;
	return before.filter((row, index) => row !== now[index]).length > Math.max(3, rows / 4);
}
