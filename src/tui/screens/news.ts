import {focusedLesson, lessonOf, neighbour, proceeding} from '../selectors.ts';
import type {UiState} from '../state.ts';
import {formatDuration} from '../../lib/text/duration.ts';
import {spread, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';
import {keySign} from './key-signs.ts';

const words = {
	en: {
		opening: 'Looking at the cluster',
		work: {replay: 'Replaying', reset: 'Resetting', rebuild: 'Rebuilding the cluster'},
		proved: (title: string, time: string) => `${title}: proved in ${time}.`,
		onwards: (key: string, title: string) => `${key} goes on to ${title}.`,
		end: (key: string) => `That was the last lesson. ${key} shows the summary.`,
	},
	ja: {
		opening: 'クラスタを確認しています',
		work: {replay: '再実行中', reset: 'リセット中', rebuild: 'クラスタを作り直し中'},
		proved: (title: string, time: string) => `「${title}」を ${time} で確認しました。`,
		onwards: (key: string, title: string) => `${key} で「${title}」へ進みます。`,
		end: (key: string) => `これが最後のレッスンです。${key} でまとめを表示します。`,
	},
};

/**
 * One line above the keys: what goes on, what just happened, or that a lesson is proved. `position` ends in column
 * `right` where there is room for it.
 */
export function newsLine(state: UiState, position: string, right: number, theme: Theme): string {
	const news = newsOf(state, theme);
	const width = state.size.columns - 2;
	const {ellipsis} = theme.signs;
	// News may be longer than the pane that the position belongs to.
	const fits = widthOf(news) + 2 + widthOf(position) <= right - 1;
	return ` ${fits ? spread(news, theme.quiet(position), right - 1, ellipsis) : truncate(news, width, ellipsis)}`;
}

function newsOf(state: UiState, theme: Theme): string {
	const say = words[state.language];
	const {signs} = theme;
	if (state.work !== undefined) {
		const {work, done, lessons, message} = state.work;
		const count = lessons.length > 1 ? ` ${Math.min(done.length + 1, lessons.length)}/${lessons.length}` : '';
		const current = lessonOf(state, lessons.find((id) => !done.includes(id)) ?? '')?.title[state.language];
		const detail = [current, message].filter(Boolean).join(': ');
		return `${theme.waiting(`${signs.waiting} ${say.work[work]}${count}`)}  ${theme.quiet(detail)}`;
	}

	if (state.notice !== undefined) {
		const {level, text} = state.notice;
		const [style, sign] = (
			{
				info: [theme.strong, signs.bullet],
				warning: [theme.failed, signs.failed],
				proved: [theme.proved, signs.proved],
			} as const
		)[level];
		return `${style(sign)} ${text.split('\n')[0]}`;
	}

	if (state.phase === 'opening') {
		return theme.quiet(`${signs.waiting} ${say.opening}`);
	}

	return state.overlay === undefined ? lessonEnd(state, theme) : '';
}

// The moment a lesson is proved: one calm line, and the way on.
function lessonEnd(state: UiState, theme: Theme): string {
	const what = proceeding(state);
	const lesson = focusedLesson(state);
	const {status, durationMs} = state.lessons[lesson.id] ?? {};
	if (status !== 'proved' || (what !== 'lessonEnd' && what !== 'courseEnd')) {
		return '';
	}

	const say = words[state.language];
	const enter = keySign('enter', theme);
	const next = neighbour(state, lesson.id, 1);
	const way = next === undefined ? say.end(enter) : say.onwards(enter, next.title[state.language]);
	const proved = say.proved(lesson.title[state.language], formatDuration(durationMs ?? 0));
	return `${theme.proved(`${theme.signs.proved} ${proved}`)}  ${way}`;
}
