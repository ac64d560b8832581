import {expect} from 'vitest';
import type {Terminal} from '../helpers/terminal.ts';

/** What the footer says that Enter does: the word after its sign; undefined where it does nothing now. */
export function enterOf(screen: string[]): string | undefined {
	return /(?:^| )(?:↵|Enter) (.+?)(?: {2,}|$)/.exec(screen.at(-1) ?? '')?.[1];
}

/** `n` of `n/11` in the header. */
export function lessonNumber(screen: string[]): number {
	return Number(/(\d+)\/11/.exec(screen[0] ?? '')?.[1]);
}

/** The screen once the workshop has looked at the cluster and knows where the learner is. */
export function opened(terminal: Terminal, timeout = 20_000): Promise<string[]> {
	return terminal.waitFor(
		(rows) =>
			/(?:EN|日本語)$/.test(rows[0] ?? '') &&
			!/looking|確認中/.test(rows[0] ?? '') &&
			!/Looking at the cluster|クラスタ?を確認しています/.test(rows.at(-2) ?? '') &&
			enterOf(rows) !== undefined,
		{timeout},
	);
}

const runs = ['run', '実行'];
const goesOn = [...runs, 'next step', 'next lesson', 'summary', '次のステップ', '次のレッスン', 'まとめ'];
const isLast = ['summary', 'まとめ'];
// A step that stays red offers to run it again.
const hasFailed = ['run again', 'もう一度実行'];

/** Presses Enter whenever it does something, until `isThere`, or with it the summary, is on the screen. */
export async function pressEnter(
	terminal: Terminal,
	isThere: (screen: string[]) => boolean,
	{timeout = 60_000}: {timeout?: number} = {},
): Promise<void> {
	for (;;) {
		const screen = await terminal.waitFor(
			(rows) => isThere(rows) || [...goesOn, ...hasFailed].includes(enterOf(rows) ?? ''),
			{timeout},
		);
		if (isThere(screen)) {
			return;
		}

		const enter = enterOf(screen) ?? '';
		if (hasFailed.includes(enter)) {
			throw new Error(`A step stays red:\n${screen.join('\n')}`);
		}

		terminal.type('Enter');
		if (isLast.includes(enter)) {
			return;
		}

		// Once, and then what comes of it: an action leaves its step, going on leaves its place.
		const isRun = runs.includes(enter);
		await terminal.waitFor((rows) => enterOf(rows) !== enter || (!isRun && stepOf(rows) !== stepOf(screen)), {
			timeout,
		});
	}
}

/** What stands beside the edge of the step that is worked on. */
function stepOf(screen: string[]): string {
	return screen.filter((row) => row.includes('▌')).join('\n');
}

/** Expects the terminal as it was before: the normal buffer, with a cursor. */
export function expectRestored(terminal: Terminal): void {
	const {cursor} = terminal;
	expect({isAlternate: terminal.isAlternate(), isHidden: cursor.isHidden}).toEqual({
		isAlternate: false,
		isHidden: false,
	});
}
