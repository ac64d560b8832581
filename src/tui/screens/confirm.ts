import type {Language} from '../../lesson/types.ts';
import {lessonOf} from '../selectors.ts';
import type {Question, UiState} from '../state.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';

/** A question, and what follows from yes. */
export function confirmLines(state: UiState, question: Question, width: number, theme: Theme): string[] {
	const {language} = state;
	const {ask, explain} = textOf(question, language, (id) => lessonOf(state, id)?.title[language] ?? id);
	return [theme.strong(ask), ...wrap(explain, width)].flatMap((line) => wrap(line, width));
}

function textOf(
	question: Question,
	language: Language,
	title: (id: string) => string,
): {ask: string; explain: string} {
	const list = (ids: string[]) => ids.map(title).join(language === 'en' ? ', ' : '、');
	switch (question.type) {
		case 'reset':
			return {
				en: {
					ask: `Reset this lesson? (${title(question.lesson)})`,
					explain: 'What it made in the cluster is removed, and it counts as not proved.',
				},
				ja: {
					ask: `このレッスンをリセットしますか? (${title(question.lesson)})`,
					explain: 'クラスタに作ったものを消し、未確認に戻します。',
				},
			}[language];
		case 'replay':
			return {
				en: {
					ask: `Replay what ${title(question.lesson)} builds on?`,
					explain: `Not in this cluster yet: ${list(question.missing)}. doklab runs their steps and checks them, then you go on there.`,
				},
				ja: {
					ask: `「${title(question.lesson)}」の前提を再実行しますか?`,
					explain: `まだクラスタにないもの: ${list(question.missing)}。ステップを順に実行して確かめてから、そのレッスンに移ります。`,
				},
			}[language];
		case 'rebuild':
			return {
				en: {
					ask: 'The cluster that you worked on is gone. Rebuild it?',
					explain: `doklab starts a new one and replays what was proved: ${list(question.lost)}. Esc leaves it; B rebuilds later.`,
				},
				ja: {
					ask: '作業していたクラスタがなくなっています。作り直しますか?',
					explain: `新しく起動し、確認済みのレッスンを再実行します: ${list(question.lost)}。Esc で見送り、あとから B で作り直せます。`,
				},
			}[language];
		case 'quit':
			return {
				en: {ask: 'Something still runs. End it and quit?', explain: 'What was proved is kept.'},
				ja: {ask: '実行中の処理があります。中止して終了しますか?', explain: '確認済みの記録は残ります。'},
			}[language];
	}
}
