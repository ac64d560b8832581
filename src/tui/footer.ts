import type {Language, Text} from '../lesson/types.ts';
import {contextOf, isPossible, type Intent} from './keys.ts';
import {isRunning, proceeding, type Proceeding} from './selectors.ts';
import type {UiState} from './state.ts';

/** What Enter does now, in a word or two. */
export const proceedLabels: Record<Proceeding, Text> = {
	run: {en: 'run', ja: '実行'},
	again: {en: 'run again', ja: 'もう一度実行'},
	next: {en: 'next step', ja: '次のステップ'},
	lessonEnd: {en: 'next lesson', ja: '次のレッスン'},
	courseEnd: {en: 'summary', ja: 'まとめ'},
	verify: {en: 'look again', ja: '確かめる'},
	wait: {en: '', ja: ''},
};

/** What the footer says: keys with a word each, the most useful ones first. */
export function footerItems(
	state: UiState,
	isUnicode: boolean,
): Array<{keys: string[]; label: string; isMain: boolean}> {
	const item = (keys: string, en: string, ja: string, isMain = false) => ({
		keys: keys.split(' '),
		label: {en, ja}[state.language],
		isMain,
	});
	const {language} = state;
	const other: Record<Language, string> = {en: isUnicode ? '日本語' : 'Japanese', ja: 'English'};
	const optional = (intent: Intent, ...rest: [keys: string, en: string, ja: string]) =>
		isPossible(state, intent) ? [item(...rest)] : [];

	switch (contextOf(state)) {
		case 'main': {
			const what = proceeding(state);
			return [
				...(isRunning(state) ? [item('ctrl+c', 'stop', '中止', true)] : []),
				...(what === 'wait' ? [] : [{keys: ['enter'], label: proceedLabels[what][language], isMain: true}]),
				item('up down', 'scroll', 'スクロール'),
				...optional('hint', 'h', 'hint', 'ヒント'),
				...optional('manifest', 'v', 'manifest', 'マニフェスト'),
				...optional('diff', 'd', 'diff', '差分'),
				item('s', 'shell', 'シェル'),
				...optional('psql', 'P', 'psql', 'psql'),
				...optional('rebuild', 'B', 'rebuild', '作り直す'),
				item('n p', 'lesson', 'レッスン'),
				...optional('copy', 'c', 'copy', 'コピー'),
				{keys: ['l'], label: other[language], isMain: false},
				item('/', 'find', '検索'),
				item('q', 'quit', '終了'),
			];
		}

		case 'lessons':
			return [
				item('enter', 'go there', '開く', true),
				item('up down', 'choose', '選ぶ'),
				item('/', 'find', '検索'),
				item('2', 'back', '戻る'),
			];
		case 'find':
			return [
				item('enter', 'go there', '開く', true),
				item('up down', 'choose', '選ぶ'),
				item('escape', 'back', '戻る'),
			];
		case 'confirm':
			return [
				item('enter', 'yes', 'はい', true),
				...optional('otherwise', 'o', 'only look', '見るだけ'),
				item('escape', 'no', 'いいえ'),
			];
		case 'summary':
			return [
				item('enter', 'leave', '終了する', true),
				item('s', 'save as Markdown', 'Markdown で保存'),
				item('escape', 'stay', '続ける'),
			];
		case 'reading':
			return [
				item('escape', 'back', '戻る', true),
				item('up down', 'scroll', 'スクロール'),
				...(state.overlay?.type === 'hints'
					? [item('h', 'next hint', '次のヒント'), item('c', 'copy', 'コピー')]
					: []),
				...(state.overlay?.type === 'manifest' ? [item('d', 'diff', '差分'), item('e', 'edit', '編集')] : []),
				...(state.overlay?.type === 'diff'
					? [item('v', 'manifest', 'マニフェスト'), item('e', 'edit', '編集')]
					: []),
			];
	}
}
