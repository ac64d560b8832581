import {layoutOf, rightEdge, type Area, type Layout} from './layout.ts';
import {memoize} from './memo.ts';
import {createOverlays} from './overlays.ts';
import {createPanes} from './panes.ts';
import {footerLine} from './screens/footer.ts';
import {headerLine} from './screens/header.ts';
import {listWidthOf} from './screens/lesson-list.ts';
import {newsLine} from './screens/news.ts';
import type {Pane, UiState} from './state.ts';
import type {Theme} from './theme.ts';
import type {Window} from './window.ts';

/** What is on the screen, as lines; computed anew only where something has changed. */
export interface Frame {
	layout(state: UiState): Layout;
	header(state: UiState): string;
	pane(state: UiState, pane: Pane): Window;
	/** What stands in the place of the panes. */
	page(state: UiState): Window | undefined;
	/** What lies under the panes, which stay in sight. */
	drawer(state: UiState): string[] | undefined;
	news(state: UiState): string;
	footer(state: UiState): string;
	/** What the arrows scroll now. */
	scrolled(state: UiState): {name: Pane | 'overlay'; window: Window};
}

const nowhere: Area = {width: 0, height: 0};

export function createFrame(theme: Theme): Frame {
	const listWidth = memoize(({course, language}: UiState) => [course, language], listWidthOf);
	const {drawer, page} = createOverlays(theme);
	const layout = memoize(
		(state: UiState) => [state.size, state.pane, listWidth(state), drawer(state)?.length ?? 0],
		(state) => layoutOf(state.size, state.pane, listWidth(state), drawer(state)?.length ?? 0),
	);
	const panes = createPanes(theme, (state, pane) => layout(state).panes[pane] ?? nowhere);
	const scrolled: Frame['scrolled'] = (state) => {
		const window = page(state);
		if (window !== undefined) {
			return {name: 'overlay', window};
		}

		const name = layout(state).panes[state.pane] === undefined ? 'lesson' : state.pane;
		return {name, window: panes[name](state)};
	};

	return {
		layout,
		page,
		drawer,
		scrolled,
		header: (state) => headerLine(state, state.size.columns, theme),
		pane: (state, pane) => panes[pane](state),
		news: (state) => {
			const {name, window} = scrolled(state);
			const right = name === 'overlay' ? state.size.columns - 1 : rightEdge(layout(state), name);
			return newsLine(state, position(window, theme), right, theme);
		},
		footer: (state) => footerLine(state, state.size.columns, theme),
	};
}

// How many lines are out of sight; nothing where all of them are in it.
function position({top, room, total}: Window, {signs}: Theme): string {
	const below = Math.max(0, total - top - room);
	const parts = [top > 0 ? `${signs.up} ${top}` : '', below > 0 ? `${signs.down} ${below}` : ''];
	return parts.filter((part) => part !== '').join('  ');
}
