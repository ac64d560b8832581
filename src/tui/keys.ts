import type {Text} from '../lesson/types.ts';
import {focusedCommand, focusedManifest, focusedStep} from './selectors.ts';
import type {UiState} from './state.ts';

/** What a person wants; the controller knows how. */
export type Intent =
	| 'proceed'
	| 'verify'
	| 'hint'
	| 'manifest'
	| 'diff'
	| 'copy'
	| 'editor'
	| 'shell'
	| 'psql'
	| 'lineUp'
	| 'lineDown'
	| 'pageUp'
	| 'pageDown'
	| 'top'
	| 'bottom'
	| 'nextStep'
	| 'previousStep'
	| 'nextLesson'
	| 'previousLesson'
	| 'find'
	| 'showLessons'
	| 'showLesson'
	| 'showCluster'
	| 'showOutput'
	| 'foldOutput'
	| 'evidence'
	| 'language'
	| 'reset'
	| 'rebuild'
	| 'help'
	| 'interrupt'
	| 'quit'
	| 'accept'
	| 'otherwise'
	| 'close'
	| 'save'
	| 'erase';

/** Where a key has its meaning: over the panes, in the list of lessons, or in one of the overlays. */
export type Context = 'main' | 'lessons' | 'find' | 'confirm' | 'summary' | 'reading';

export type Group = 'step' | 'look' | 'move' | 'doklab';

export interface Binding {
	/** As keyNames names them. */
	keys: string[];
	intent: Intent;
	contexts: Context[];
	group: Group;
	/** A sentence for the help. */
	description: Text;
	/** Whether it does something now. */
	when?: (state: UiState) => boolean;
}

const everywhere: Context[] = ['main', 'lessons', 'find', 'confirm', 'summary', 'reading'];
const panes: Context[] = ['main', 'lessons'];
const scrolling: Context[] = ['main', 'lessons', 'summary', 'reading'];
const hasManifest = (state: UiState) => focusedManifest(state) !== undefined;
const hasHints = (state: UiState) => (focusedStep(state)?.step.hints.length ?? 0) > 0;
const isLost = ({cluster, hadCluster}: UiState) =>
	hadCluster && (cluster.state === 'absent' || cluster.state === 'broken');

/** Every key there is. The footer, the help and what a key does are all made of this. */
export const bindings: Binding[] = [
	bind(
		'enter',
		'proceed',
		'step',
		['main'],
		'run the step; when it is proved, go on',
		'ステップを実行する。確認できたら次へ進む',
	),
	bind('r', 'verify', 'step', ['main'], 'look at the checks again', 'チェックをもう一度確かめる'),
	bind(
		'h',
		'hint',
		'step',
		['main', 'reading'],
		'a hint; again for the next one',
		'ヒントを見る。もう一度押すと次のヒント',
		hasHints,
	),
	bind(
		'c',
		'copy',
		'step',
		['main', 'reading'],
		'copy the command',
		'コマンドをコピーする',
		(state) => focusedCommand(state) !== undefined,
	),
	bind(
		'R',
		'reset',
		'step',
		panes,
		'undo what this lesson made, and do it anew',
		'このレッスンで作ったものを消してやり直す',
	),

	bind(
		'v',
		'manifest',
		'look',
		['main', 'reading'],
		'read the manifest, with notes',
		'マニフェストを読む (説明つき)',
		hasManifest,
	),
	bind(
		'd',
		'diff',
		'look',
		['main', 'reading'],
		'compare the manifest with the cluster',
		'マニフェストとクラスタを比べる',
		hasManifest,
	),
	bind(
		'e',
		'editor',
		'look',
		['main', 'reading'],
		'open the manifest in $EDITOR',
		'マニフェストを $EDITOR で開く',
		hasManifest,
	),
	bind(
		's',
		'shell',
		'look',
		panes,
		'a shell with kubectl set up; exit comes back',
		'kubectl が使えるシェルを開く。exit で戻る',
	),
	bind(
		'P',
		'psql',
		'look',
		panes,
		'psql on the primary; \\q comes back',
		'プライマリで psql を開く。\\q で戻る',
		({cluster}) => cluster.members.some(({role}) => role === 'primary'),
	),
	bind(
		'x',
		'evidence',
		'look',
		['main'],
		'all that was found about a red check',
		'赤いチェックについて調べたことをすべて表示する',
	),
	bind(
		'o',
		'foldOutput',
		'look',
		panes,
		'fold the output, or unfold the newest',
		'出力を折りたたむ・最新を開く',
		({output}) => output.length > 0,
	),

	bind('up k', 'lineUp', 'move', [...scrolling, 'find'], 'up', '上へ'),
	bind('down j', 'lineDown', 'move', [...scrolling, 'find'], 'down', '下へ'),
	bind('pageup', 'pageUp', 'move', scrolling, 'a page up', '1 ページ上へ'),
	bind('pagedown space', 'pageDown', 'move', scrolling, 'a page down', '1 ページ下へ'),
	bind('home g', 'top', 'move', scrolling, 'to the beginning', '先頭へ'),
	bind('end G', 'bottom', 'move', scrolling, 'to the end', '末尾へ'),
	bind('] tab', 'nextStep', 'move', panes, 'next step', '次のステップ'),
	bind('[ shift+tab', 'previousStep', 'move', panes, 'step before', '前のステップ'),
	bind('n', 'nextLesson', 'move', panes, 'next lesson', '次のレッスン'),
	bind('p', 'previousLesson', 'move', panes, 'lesson before', '前のレッスン'),
	bind('/', 'find', 'move', panes, 'find a lesson', 'レッスンを探す'),
	bind('1', 'showLessons', 'move', panes, 'the lessons', 'レッスンの一覧'),
	bind('2', 'showLesson', 'move', panes, 'the lesson', 'レッスン'),
	bind('3', 'showCluster', 'move', panes, 'the cluster', 'クラスタ'),
	bind('4', 'showOutput', 'move', panes, 'the output', '出力'),

	bind('l', 'language', 'doklab', [...scrolling, 'confirm'], 'switch to Japanese', 'switch to English'),
	bind(
		'B',
		'rebuild',
		'doklab',
		panes,
		'bring the cluster back, as far as you were',
		'クラスタを元のところまで作り直す',
		isLost,
	),
	bind('?', 'help', 'doklab', panes, 'all keys', 'すべてのキー'),
	bind('q', 'quit', 'doklab', panes, 'quit, with a summary', 'まとめを見て終了する'),
	bind(
		'ctrl+c',
		'interrupt',
		'doklab',
		everywhere,
		'end what runs; when nothing does, quit',
		'実行中のものを止める。何もなければ終了する',
	),

	bind('enter', 'accept', 'move', ['lessons', 'find'], 'go to this lesson', 'このレッスンへ'),
	bind('escape', 'close', 'move', ['lessons', 'find'], 'back', '戻る'),
	bind('backspace', 'erase', 'move', ['find'], 'take a letter back', '1 文字消す'),
	bind('enter y', 'accept', 'doklab', ['confirm'], 'yes', 'はい'),
	bind(
		'o',
		'otherwise',
		'doklab',
		['confirm'],
		'only look',
		'見るだけ',
		({overlay}) => overlay?.type === 'confirm' && overlay.question.type === 'replay',
	),
	bind('escape n q', 'close', 'doklab', ['confirm'], 'no', 'いいえ'),
	bind('enter q', 'accept', 'doklab', ['summary'], 'leave', '終了する'),
	bind('s', 'save', 'doklab', ['summary'], 'save it as Markdown', 'Markdown で保存する'),
	bind('escape', 'close', 'doklab', ['summary'], 'stay', '続ける'),
	bind('escape q enter', 'close', 'move', ['reading'], 'back', '戻る'),
];

function bind(
	keys: string,
	intent: Intent,
	group: Group,
	contexts: Context[],
	en: string,
	ja: string,
	when?: (state: UiState) => boolean,
): Binding {
	return {keys: keys.split(' '), intent, contexts, group, description: {en, ja}, when};
}

/** Whether `intent` can do something now. */
export function isPossible(state: UiState, intent: Intent): boolean {
	return bindings.some((one) => one.intent === intent && (one.when?.(state) ?? true));
}

/** Where keys go now. */
export function contextOf({overlay, pane}: UiState): Context {
	switch (overlay?.type) {
		case undefined:
			return pane === 'lessons' ? 'lessons' : 'main';
		case 'find':
		case 'confirm':
		case 'summary':
			return overlay.type;
		default:
			return 'reading';
	}
}

/** What `key` means now; undefined: nothing. In the search, letters are letters. */
export function intentOf(state: UiState, key: string): Intent | undefined {
	const context = contextOf(state);
	if (context === 'find' && Array.from(key).length === 1) {
		return undefined;
	}

	return bindings.find(
		({keys, contexts, when}) => keys.includes(key) && contexts.includes(context) && (when?.(state) ?? true),
	)?.intent;
}

interface KeyFlags {
	upArrow: boolean;
	downArrow: boolean;
	pageUp: boolean;
	pageDown: boolean;
	home: boolean;
	end: boolean;
	return: boolean;
	escape: boolean;
	tab: boolean;
	backspace: boolean;
	delete: boolean;
	shift: boolean;
	ctrl: boolean;
	meta: boolean;
}

/** The names of what was typed; several where the terminal sent several at once. */
export function keyNames(input: string, key: KeyFlags): string[] {
	const special = (
		[
			['upArrow', 'up'],
			['downArrow', 'down'],
			['pageUp', 'pageup'],
			['pageDown', 'pagedown'],
			['home', 'home'],
			['end', 'end'],
			['return', 'enter'],
			['backspace', 'backspace'],
			['delete', 'backspace'],
		] as const
	).find(([flag]) => key[flag]);
	if (special !== undefined) {
		return [special[1]];
	}

	if (key.tab) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	if (key.escape) {
		return ['escape'];
	}

	if (key.ctrl || key.meta) {
		return [`${key.ctrl ? 'ctrl' : 'meta'}+${input}`];
	}

	const controls: Record<string, string> = {'\r': 'enter', '\n': 'enter', '\t': 'tab', ' ': 'space'};
	return Array.from(input).map((letter) => controls[letter] ?? letter);
}
