import {footerItems} from '../footer.ts';
import type {UiState} from '../state.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';
import {keySign, keySigns} from './key-signs.ts';

const gap = '   ';

/** The keys that make sense now, as many as fit; the way to all of them always does. */
export function footerLine(state: UiState, width: number, theme: Theme): string {
	const end =
		state.overlay === undefined
			? item([keySign('?', theme)].join(''), {en: 'all keys', ja: '全キー'}[state.language], theme)
			: '';
	const room = width - 2 - (end === '' ? 0 : widthOf(gap + end));
	const shown: string[] = [];
	for (const {keys, label, isMain} of footerItems(state, theme.isUnicode)) {
		const next = isMain
			? theme.accent(theme.strong(`${keySigns(keys, theme)} ${label}`))
			: item(keySigns(keys, theme), label, theme);
		if (widthOf([...shown, next].join(gap)) > room) {
			break;
		}

		shown.push(next);
	}

	return ` ${[...shown, ...(end === '' ? [] : [end])].join(gap)}`;
}

function item(keys: string, label: string, theme: Theme): string {
	return keys === label ? keys : `${keys} ${theme.quiet(label)}`;
}
