import type {PlatformName} from '../../lesson/types.ts';
import type {Catalog} from '../../lib/i18n.ts';

interface Words {
	expected: string;
	found: string;
	/** With the key that opens it. */
	evidence: (titles: string) => string;
	byHand: string;
	proved: string;
	lastProved: string;
	hint: (number: number, count: number) => string;
	solution: string;
	nextHint: (number: number, count: number) => string;
	nextSolution: string;
	lastHint: string;
	noHints: string;
	view: string;
	onlyOn: (platforms: PlatformName[]) => string;
	more: (count: number) => string;
	noOutput: string;
	silent: string;
	lines: (count: number) => string;
	dropped: (count: number) => string;
	inManifest: string;
	inCluster: string;
	same: string;
	notThere: string;
}

/** What the panes about a lesson say by themselves. */
export const words: Catalog<Words> = {
	en: {
		expected: 'expected',
		found: 'found',
		evidence: (titles) => `evidence (x): ${titles}`,
		byHand: 'done by hand',
		proved: 'Proved.',
		lastProved: 'Proved: the last step of this lesson.',
		hint: (number, count) => `Hint ${number} of ${count}`,
		solution: 'Solution',
		nextHint: (number, count) => `hint ${number} of ${count}`,
		nextSolution: 'the solution',
		lastHint: 'That was the last one.',
		noHints: 'There is no hint for this step.',
		view: 'view',
		onlyOn: (platforms) => `This lesson is only for ${platforms.join(' and ')}.`,
		more: (count) => `${count} more`,
		noOutput: 'Nothing has been run yet.',
		silent: 'It wrote nothing.',
		lines: (count) => plural(count, 'line'),
		dropped: (count) => `${plural(count, 'line')} before this`,
		inManifest: 'in the manifest',
		inCluster: 'in the cluster',
		same: 'Nothing differs: the cluster holds what the manifest says.',
		notThere: 'Not in the cluster yet.',
	},
	ja: {
		expected: '期待',
		found: '実際',
		evidence: (titles) => `手がかり (x): ${titles}`,
		byHand: '手作業で完了',
		proved: '確認できました。',
		lastProved: 'レッスンの最後まで確認できました。',
		hint: (number, count) => `ヒント ${number}/${count}`,
		solution: '答え',
		nextHint: (number, count) => `ヒント ${number}/${count}`,
		nextSolution: '答え',
		lastHint: 'ヒントはこれで全部です。',
		noHints: 'このステップにヒントはありません。',
		view: '読む',
		onlyOn: (platforms) => `このレッスンは ${platforms.join('、')} 用です。`,
		more: (count) => `ほか ${count} 件`,
		noOutput: 'まだ何も実行していません。',
		silent: '出力はありません。',
		lines: (count) => `${count} 行`,
		dropped: (count) => `これより前の ${count} 行を省略`,
		inManifest: 'マニフェスト',
		inCluster: 'クラスタ',
		same: '違いはありません。クラスタの内容はマニフェストのとおりです。',
		notThere: 'クラスタにはまだありません。',
	},
};

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
