import type {LessonStatus} from '../../engine/workshop-events.ts';
import type {Lesson} from '../../lesson/types.ts';
import type {UiState} from '../state.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Style, Theme} from '../theme.ts';

/** Pointer, its space, the sign, its space. */
const signColumns = 4;

/** Lines of the list, and which of them is the lesson that is worked on. */
export interface ListView {
	lines: string[];
	focus: number;
}

/** Columns that the lessons' titles need, in the state's language. */
export function listWidthOf({course, language}: Pick<UiState, 'course' | 'language'>): number {
	return signColumns + Math.max(...course.lessons.map((lesson) => widthOf(shortTitle(lesson, language))));
}

/** The lessons, a line each: where one is, what is proved, what comes next. */
export function lessonListLines(
	state: Pick<UiState, 'course' | 'language' | 'lessons' | 'focus' | 'pane' | 'selected'>,
	width: number,
	theme: Theme,
): ListView {
	const {course, pane, selected, focus} = state;
	const chosen = pane === 'lessons' ? selected : focus.lesson;
	const lines = course.lessons.map((lesson) => {
		const isChosen = lesson.id === chosen;
		const pointer = isChosen ? theme.accent(theme.signs.pointer) : ' ';
		const line = `${pointer} ${titleLine(lesson, state, theme, isChosen)}`;
		const cut = truncate(line, width, theme.signs.ellipsis);
		return isChosen && pane === 'lessons' ? theme.selected(pad(cut, width)) : cut;
	});
	return {lines, focus: course.lessons.findIndex(({id}) => id === chosen)};
}

/** A lesson with the sign of its state. */
export function titleLine(
	lesson: Lesson,
	{lessons, language, focus}: Pick<UiState, 'lessons' | 'language' | 'focus'>,
	theme: Theme,
	isChosen: boolean,
): string {
	const status = lessons[lesson.id]?.status ?? 'later';
	const isFocused = lesson.id === focus.lesson;
	const {sign, style} = signOf(
		isFocused && (status === 'later' || status === 'next') ? 'open' : status,
		theme,
	);
	const title = shortTitle(lesson, language);
	const quiet = !isChosen && !isFocused && (status === 'later' || status === 'unavailable');
	return `${style(sign)} ${isFocused ? theme.strong(title) : quiet ? theme.quiet(title) : title}`;
}

// "StatefulSet: three members" is for a heading; the list wants the noun.
function shortTitle({title}: Lesson, language: UiState['language']): string {
	return title[language].split(/[:：]/)[0]!.trim();
}

function signOf(status: LessonStatus, theme: Theme): {sign: string; style: Style} {
	const {signs} = theme;
	switch (status) {
		case 'proved':
			return {sign: signs.proved, style: theme.proved};
		case 'open':
			return {sign: signs.waiting, style: theme.waiting};
		case 'next':
			return {sign: signs.open, style: theme.accent};
		case 'later':
			return {sign: signs.open, style: theme.quiet};
		case 'unavailable':
			return {sign: signs.unavailable, style: theme.quiet};
	}
}
