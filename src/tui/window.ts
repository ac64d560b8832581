/** Part of a pane's lines that is on the screen. */
export interface Window {
	/** At most `height` lines. */
	lines: string[];
	/** The first line shown, of `total`. */
	top: number;
	/** Lines that scroll at once. */
	room: number;
	total: number;
}

export interface Content {
	lines: string[];
	/** What must be seen while the pane follows what happens; lines from `from` up to but without `to`. */
	focus?: Range;
	/** What must be in sight always: where it is in `lines`, and what is docked at the bottom where that is out of sight. */
	card?: {at: Range; docked(height: number): string[]};
}

export interface Range {
	from: number;
	to: number;
}

/**
 * The part of `content` to show in `height` lines. `top`: where a person has scrolled to; undefined: where the focus
 * is. `rule` separates what is docked from what scrolls.
 */
export function windowOf(content: Content, height: number, top: number | undefined, rule: string): Window {
	const {lines, card} = content;
	const free = place(content, height, top);
	if (card === undefined || isInSight(card.at, free, height)) {
		return {lines: lines.slice(free, free + height), top: free, room: height, total: lines.length};
	}

	// Two thirds at most: the prose is what one came to read.
	const docked = card.docked(Math.floor((height * 2) / 3) - 1);
	const room = height - docked.length - 1;
	const first = place(content, room, top);
	const prose = lines.slice(first, first + room);
	const filler = Array.from({length: room - prose.length}, () => '');
	return {lines: [...prose, ...filler, rule, ...docked], top: first, room, total: lines.length};
}

/** `top` after scrolling by `by` lines. */
export function scrolledTop({top, room, total}: Window, by: number): number {
	return Math.max(0, Math.min(top + by, total - room));
}

function isInSight(range: Range, top: number, height: number): boolean {
	return range.from >= top && range.to <= top + height;
}

function place({lines, focus}: Content, room: number, top: number | undefined): number {
	const last = Math.max(0, lines.length - room);
	if (top !== undefined) {
		return Math.max(0, Math.min(top, last));
	}

	if (focus === undefined || focus.to <= room) {
		return 0;
	}

	// All of it with a line of air above, else its beginning.
	const isWhole = focus.to - focus.from + 1 <= room;
	return Math.max(0, Math.min(isWhole ? focus.from - 1 : focus.from, last));
}
