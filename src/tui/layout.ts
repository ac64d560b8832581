import type {Pane, Size} from './state.ts';

export const smallest: Size = {columns: 60, rows: 18};

export interface Area {
	width: number;
	height: number;
}

/** Which panes are on the screen, and how large. */
export interface Layout {
	kind: 'tooSmall' | 'narrow' | 'normal' | 'wide';
	/** Between header and footer. */
	body: Area;
	/** Columns of air at the left edge. */
	margin: number;
	/** Undefined where it is not shown. */
	panes: Partial<Record<Pane, Area>>;
}

/** Header and an empty line above; a line for news and the keys below. */
const above = 2;
const below = 2;
/** Longer lines are hard to read. */
const widestProse = 96;
const widestSide = 88;
const leastSide = 42;

/**
 * Where things go on a terminal of `size` when `pane` was chosen; `listWidth` is what the lessons' titles need, `taken`
 * the rows at the body's bottom that something else lies on.
 */
export function layoutOf({columns, rows}: Size, pane: Pane, listWidth: number, taken = 0): Layout {
	const body = {width: columns, height: Math.max(0, rows - above - below - taken)};
	if (columns < smallest.columns || rows < smallest.rows) {
		return {kind: 'tooSmall', body, margin: 0, panes: {}};
	}

	const {height} = body;
	if (columns < 100) {
		return {kind: 'narrow', body, margin: 1, panes: {[pane]: {width: columns - 2, height}}};
	}

	// The titles in full where the lesson can spare the columns.
	const share = columns < 130 ? 0.27 : columns < 150 ? 0.17 : 0.24;
	const list = {width: Math.max(18, Math.min(listWidth, 36, Math.floor(columns * share))), height};
	// Margin, list, three columns of air, the rest, margin.
	const rest = columns - 1 - list.width - 3 - 1;
	if (columns < 130) {
		const right = pane === 'lessons' ? 'lesson' : pane;
		return {kind: 'normal', body, margin: 1, panes: {lessons: list, [right]: {width: rest, height}}};
	}

	// Between lesson and side: air, a line, air.
	const shared = rest - 3;
	const side = Math.max(leastSide, Math.floor(shared * 0.455));
	const lesson = Math.min(widestProse, shared - side);
	const sideWidth = Math.min(widestSide, shared - lesson);
	const output = Math.min(24, Math.max(5, Math.floor(height * 0.34)));
	return {
		kind: 'wide',
		body,
		margin: 1,
		panes: {
			lessons: list,
			lesson: {width: lesson, height},
			cluster: {width: sideWidth, height: height - output - 1},
			output: {width: sideWidth, height: output},
		},
	};
}

/** The column after the last one of `pane`: where what belongs to it ends. */
export function rightEdge({panes, margin, body}: Layout, pane: Pane): number {
	const {lessons, lesson} = panes;
	if (pane === 'lessons') {
		return margin + (lessons?.width ?? 0);
	}

	return pane === 'lesson' && panes.cluster !== undefined && lesson !== undefined
		? margin + (lessons?.width ?? 0) + 3 + lesson.width
		: body.width - 1;
}
