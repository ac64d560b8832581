import {bindings, type Binding, type Context, type Group} from '../keys.ts';
import type {UiState} from '../state.ts';
import type {Language, Text} from '../../lesson/types.ts';
import {pad} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import {keySign} from './key-signs.ts';

interface Section {
	title: Text;
	bindings: Binding[];
	/** Where it stands when there are two columns. */
	column: 'left' | 'right';
}

const sections: Section[] = [
	ofPanes('step', 'left', 'The step', 'ステップ'),
	ofPanes('look', 'left', 'Look and work', '調べる・作業する'),
	ofPanes('move', 'right', 'Move', '移動'),
	ofPanes('doklab', 'left', 'doklab', 'doklab'),
	elsewhere(['lessons', 'find'], 'left', 'In the list and in the search', '一覧と検索で'),
	elsewhere(['confirm'], 'right', 'At a question', '質問に答えるとき'),
	elsewhere(['summary'], 'right', 'In the summary', 'まとめで'),
	elsewhere(['reading'], 'right', 'In a page or a hint', 'ページやヒントで'),
];

/** Every key with what it does, and where it does that; in two columns where there is room. */
export function helpLines({language}: Pick<UiState, 'language'>, width: number, theme: Theme): string[] {
	const keyColumns = Math.max(...bindings.map((binding) => widthOf(keysOf(binding, theme)))) + 2;
	const lines = (column: Section[], room: number) =>
		column.flatMap((section) => sectionLines(section, {width: room, keyColumns, language}, theme));
	if (width < 96) {
		return lines(sections, width);
	}

	const half = Math.floor((width - 4) / 2);
	const [left, right] = (['left', 'right'] as const).map((side) =>
		lines(
			sections.filter(({column}) => column === side),
			half,
		),
	) as [string[], string[]];
	return Array.from({length: Math.max(left.length, right.length)}, (_, row) =>
		`${pad(left[row] ?? '', half)}    ${right[row] ?? ''}`.trimEnd(),
	);
}

function sectionLines(
	section: Section,
	{width, keyColumns, language}: {width: number; keyColumns: number; language: Language},
	theme: Theme,
): string[] {
	const rest = ' '.repeat(keyColumns);
	const rows = section.bindings.flatMap((binding) =>
		wrap(binding.description[language], width, {
			first: theme.accent(pad(keysOf(binding, theme), keyColumns)),
			rest,
		}),
	);
	return [theme.strong(section.title[language]), ...rows, ''];
}

function keysOf({keys}: Binding, theme: Theme): string {
	return keys.map((key) => keySign(key, theme)).join(' ');
}

function ofPanes(group: Group, column: Section['column'], en: string, ja: string): Section {
	const own = bindings.filter((one) => one.group === group && one.contexts.includes('main'));
	return {title: {en, ja}, bindings: own, column};
}

// What has the same meaning over the panes is said there.
function elsewhere(contexts: Context[], column: Section['column'], en: string, ja: string): Section {
	const own = bindings.filter(
		(one) => !one.contexts.includes('main') && contexts.some((context) => one.contexts.includes(context)),
	);
	return {title: {en, ja}, bindings: own, column};
}
