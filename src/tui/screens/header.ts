import type {Language} from '../../lesson/types.ts';
import {focusedLesson, progressOf} from '../selectors.ts';
import type {UiState} from '../state.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';

const words = {
	en: {
		nodes: (count: number) => `${count} ${count === 1 ? 'node' : 'nodes'}`,
		someNodes: (ready: number, all: number) => `${ready} of ${all} nodes`,
		absent: 'no cluster yet',
		stopped: 'stopped',
		broken: 'broken',
		unknown: 'looking',
	},
	ja: {
		nodes: (count: number) => `${count} ノード`,
		someNodes: (ready: number, all: number) => `${ready}/${all} ノード`,
		absent: 'クラスタなし',
		stopped: '停止中',
		broken: '異常',
		unknown: '確認中',
	},
};

/** Columns of the title that are worth more than the bar. */
const leastTitle = 24;

/** One line: course and lesson, how far, and how the cluster is. What matters least goes first where it is narrow. */
export function headerLine(state: UiState, width: number, theme: Theme): string {
	const {course, language, platform} = state;
	const isNarrow = width < 100;
	const lesson = focusedLesson(state);
	const number = `${course.lessons.indexOf(lesson) + 1}/${course.lessons.length}`;
	const bar = progressBar(progressOf(state), isNarrow ? 11 : 22, theme);
	const health = `${theme.quiet(platform)} ${clusterHealth(state, theme)}`;
	const tag = theme.quiet({en: 'EN', ja: '日本語'}[language]);
	const clock = state.isPresenting ? [theme.strong(clockTime(state.now))] : [];

	const left = isNarrow
		? `${theme.accent(number)}  ${theme.strong(lesson.title[language])}`
		: `${theme.accent('doklab')}  ${theme.strong(course.title[language])}`;
	// The bar is the first to go: what is proved has its signs in the list.
	const full = [...(isNarrow ? [] : [theme.strong(number)]), bar, health, tag, ...clock].join('  ');
	const wanted = Math.min(widthOf(left), leastTitle);
	const right = width - 4 - widthOf(full) < wanted ? [health, tag, ...clock].join('  ') : full;
	const room = width - 4 - widthOf(right);
	return ` ${pad(truncate(left, room, theme.signs.ellipsis), room)}  ${right}`;
}

function progressBar(
	progress: {proved: number; all: number},
	width: number,
	{signs, ...theme}: Theme,
): string {
	const full = progress.all === 0 ? 0 : Math.round((progress.proved / progress.all) * width);
	return theme.proved(signs.bar.full.repeat(full)) + theme.quiet(signs.bar.empty.repeat(width - full));
}

/** A sign and a few words: `● 4 nodes`. */
export function clusterHealth(
	{cluster, language}: {cluster: UiState['cluster']; language: Language},
	theme: Theme,
): string {
	const {signs} = theme;
	const say = words[language];
	if (cluster.state !== 'running') {
		const [style, sign] =
			cluster.state === 'broken' ? [theme.failed, signs.failed] : [theme.quiet, signs.open];
		return style(`${sign} ${say[cluster.state]}`);
	}

	const ready = cluster.nodes.filter((node) => node.ready).length;
	return ready === cluster.nodes.length
		? `${theme.proved(signs.dot)} ${say.nodes(ready)}`
		: theme.waiting(`${signs.waiting} ${say.someNodes(ready, cluster.nodes.length)}`);
}

function clockTime(now: number): string {
	const date = new Date(now);
	return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
