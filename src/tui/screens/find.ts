import {findLessons} from '../selectors.ts';
import type {Overlay, UiState} from '../state.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';
import {titleLine} from './lesson-list.ts';

const words = {
	en: {nothing: 'No lesson has these words in its title, in either language.'},
	ja: {nothing: '題名にこの言葉を含むレッスンはありません (英語・日本語とも)。'},
};

/** What was typed, and the lessons that it finds. */
export function findLines(
	state: UiState,
	{query, selected}: Extract<Overlay, {type: 'find'}>,
	width: number,
	theme: Theme,
): string[] {
	const {course, language} = state;
	const found = findLessons(state, query);
	const digits = String(course.lessons.length).length;
	const titles = found.map((lesson, index) => titleLine(lesson, state, theme, index === selected));
	const longest = Math.max(0, ...titles.map((title) => widthOf(title)));
	const rows = found.map((lesson, index) => {
		const isChosen = index === selected;
		const number = String(course.lessons.indexOf(lesson) + 1).padStart(digits);
		const translated =
			language === 'ja' || theme.isUnicode ? lesson.title[language === 'en' ? 'ja' : 'en'] : '';
		const other = theme.quiet(`${lesson.id}  ${translated}`.trimEnd());
		const pointer = isChosen ? theme.accent(theme.signs.pointer) : ' ';
		const line = truncate(
			`${pointer} ${theme.quiet(number)} ${pad(titles[index]!, longest)}  ${other}`,
			width,
			theme.signs.ellipsis,
		);
		return isChosen ? theme.selected(pad(line, width)) : line;
	});
	const empty = [theme.quiet(truncate(words[language].nothing, width, theme.signs.ellipsis))];
	return [`${theme.accent('/')} ${query}${theme.selected(' ')}`, '', ...(rows.length > 0 ? rows : empty)];
}
