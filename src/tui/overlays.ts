import {memoize} from './memo.ts';
import {confirmLines} from './screens/confirm.ts';
import {findLines} from './screens/find.ts';
import {helpLines} from './screens/help.ts';
import {summaryLines} from './screens/summary.ts';
import {lessonOf, stepsOf} from './selectors.ts';
import type {Overlay, UiState} from './state.ts';
import {truncate} from '../lib/text/fit.ts';
import type {Theme} from './theme.ts';
import {diffLines} from './views/diff.ts';
import {hintLines} from './views/hints.ts';
import type {LineOptions} from './views/line-options.ts';
import {manifestLines} from './views/manifest.ts';
import {windowOf, type Window} from './window.ts';

const widestPage = 132;

export interface Overlays {
	/** Lines under the panes, which stay in sight: hints, questions. */
	drawer: (state: UiState) => string[] | undefined;
	/** What is in the place of the panes. */
	page: (state: UiState) => Window | undefined;
}

export function createOverlays(theme: Theme): Overlays {
	return {
		drawer: memoize(overlayInputs, (state) => drawerLines(state, theme)),
		page: memoize(
			(state) => [...overlayInputs(state), state.scroll.overlay],
			(state) => pageWindow(state, theme),
		),
	};
}

function overlayInputs(state: UiState): unknown[] {
	const {overlay, language, size, lessons, focus, course} = state;
	return overlay === undefined ? [undefined] : [overlay, language, size, lessons, focus, course];
}

function drawerLines(state: UiState, theme: Theme): string[] | undefined {
	const {overlay, size, language} = state;
	const width = Math.min(widestPage, size.columns - 4);
	const rule = theme.quiet(theme.signs.frame.horizontal.repeat(Math.max(0, size.columns - 2)));
	const most = Math.max(3, Math.floor(size.rows / 2) - 3);
	switch (overlay?.type) {
		case 'hints':
			return [rule, ...hintsOf(state, overlay, {width, theme, language}).slice(-most)];
		case 'confirm':
			return [rule, ...confirmLines(state, overlay.question, width, theme).slice(0, most)];
		default:
			return undefined;
	}
}

function hintsOf(
	state: UiState,
	{lesson: id, step: stepId}: Extract<Overlay, {type: 'hints'}>,
	options: LineOptions,
): string[] {
	const lesson = lessonOf(state, id);
	const placed = lesson && stepsOf(state, lesson).find(({step}) => step.id === stepId);
	return placed === undefined ? [] : hintLines(placed.step, placed.state.hintsShown, options);
}

function pageWindow(state: UiState, theme: Theme): Window | undefined {
	const {overlay, size, scroll} = state;
	if (overlay === undefined || overlay.type === 'hints' || overlay.type === 'confirm') {
		return undefined;
	}

	const lines = pageLines(state, overlay, Math.min(widestPage, size.columns - 4), theme);
	return windowOf({lines}, Math.max(0, size.rows - 4), scroll.overlay, '');
}

const patience = {en: 'Reading', ja: '読み込み中'};

function pageLines(
	state: UiState,
	overlay: Exclude<Overlay, {type: 'hints' | 'confirm'}>,
	width: number,
	theme: Theme,
): string[] {
	const {language, course} = state;
	const {ellipsis, proved} = theme.signs;
	const options = {width, theme, language};
	const wait = [theme.quiet(patience[language] + ellipsis)];
	switch (overlay.type) {
		case 'help':
			return helpLines(state, width, theme);
		case 'find':
			return findLines(state, overlay, width, theme);
		case 'manifest': {
			const lines =
				overlay.text === undefined ? wait : manifestLines(overlay.text, {...options, notes: overlay.notes});
			return [theme.strong(truncate(overlay.file, width, ellipsis)), '', ...lines];
		}

		case 'diff': {
			const {file, manifest, live, message} = overlay;
			const lines = manifest === undefined ? wait : diffLines({manifest, live, message}, options);
			return [theme.strong(truncate(file, width, ellipsis)), '', ...lines];
		}

		case 'summary': {
			const {summary, saved} = overlay;
			const lines = summary === undefined ? wait : summaryLines(summary, {course, language}, width, theme);
			return saved === undefined ? lines : [...lines, '', `${theme.proved(proved)} ${saved}`];
		}
	}
}
