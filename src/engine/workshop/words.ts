import type {Catalog} from '../../lib/i18n.ts';

interface Words {
	interrupted: string;
	damaged: (file: string, kept: string) => string;
	unreadable: (file: string, reason: string) => string;
	unsaved: (file: string, reason: string) => string;
	stepFailed: (step: string, reason: string) => string;
	notThere: (names: string) => string;
	left: (names: string) => string;
}

/** What the workshop itself says. */
export const words: Catalog<Words> = {
	en: {
		interrupted: 'interrupted',
		damaged: (file, kept) =>
			`The progress in ${file} could not be read; it is kept as ${kept}, and this is a new beginning.`,
		unreadable: (file, reason) => `Your progress in ${file} cannot be read: ${reason}`,
		unsaved: (file, reason) => `Your progress cannot be saved in ${file}: ${reason}`,
		stepFailed: (step, reason) => `${step}: ${reason}`,
		notThere: (names) => `Not in the cluster: ${names}`,
		left: (names) => `Left behind: ${names}`,
	},
	ja: {
		interrupted: '中断しました',
		damaged: (file, kept) => `${file} の進捗を読み取れませんでした。${kept} として残し、最初から記録します。`,
		unreadable: (file, reason) => `${file} の進捗を読み取れません: ${reason}`,
		unsaved: (file, reason) => `進捗を ${file} に保存できません: ${reason}`,
		stepFailed: (step, reason) => `${step}: ${reason}`,
		notThere: (names) => `クラスタにありません: ${names}`,
		left: (names) => `残っています: ${names}`,
	},
};
