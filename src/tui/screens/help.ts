import {bindings, type Group} from '../keys.ts';
import type {UiState} from '../state.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';
import {keySign} from './key-signs.ts';

const groups: Array<{group: Group; title: Record<UiState['language'], string>}> = [
	{group: 'step', title: {en: 'The step', ja: 'ステップ'}},
	{group: 'look', title: {en: 'Look and work', ja: '調べる・作業する'}},
	{group: 'move', title: {en: 'Move', ja: '移動'}},
	{group: 'doklab', title: {en: 'doklab', ja: 'doklab'}},
];

/** Every key with what it does; in two columns where there is room. */
export function helpLines({language}: Pick<UiState, 'language'>, width: number, theme: Theme): string[] {
	const blocks = groups.map(({group, title}) => {
		const rows = bindings
			.filter((binding) => binding.group === group && binding.contexts.includes('main'))
			.map(({keys, description}) => ({
				keys: keys.map((key) => keySign(key, theme)).join(' '),
				text: description[language],
			}));
		return {title: title[language], rows};
	});
	const keyColumns = Math.max(...blocks.flatMap(({rows}) => rows.map(({keys}) => widthOf(keys)))) + 2;
	const lines = (block: (typeof blocks)[number]) => [
		theme.strong(block.title),
		...block.rows.map(({keys, text}) => `${theme.accent(pad(keys, keyColumns))}${text}`),
		'',
	];
	const [step, look, move, own] = blocks.map(lines) as [string[], string[], string[], string[]];
	if (width < 96) {
		return [...step, ...look, ...move, ...own].map((line) => truncate(line, width, theme.signs.ellipsis));
	}

	const half = Math.min(64, Math.floor((width - 4) / 2));
	const left = [...step, ...look];
	const right = [...move, ...own];
	return Array.from({length: Math.max(left.length, right.length)}, (_, row) => {
		const [one, other] = [left[row] ?? '', right[row] ?? ''].map((line) =>
			truncate(line, half, theme.signs.ellipsis),
		);
		return `${pad(one!, half)}    ${other}`.trimEnd();
	});
}
