import type {Catalog} from '../lib/i18n.ts';

/** What the pretty reporter says by itself. Titles, reasons and evidence come from the session. */
export interface Words {
	run: (run: number, repeat: number) => string;
	checks: (count: number) => string;
	steps: (count: number) => string;
	stepsOf: (passed: number, count: number) => string;
	notRun: string;
	skipped: (reason: string) => string;
	action: string;
	expected: string;
	found: string;
	why: string;
	output: string;
	greenTooSoon: string;
	teardown: string;
	tornDown: string;
	remaining: string;
	proved: (lessons: number, steps: number, checks: number, time: string) => string;
	notProved: string;
	counts: (counts: {passed: number; failed: number; skipped: number; notRun: number}, time: string) => string;
	failedAt: (lesson: string, step: string) => string;
	blame: Record<'lesson' | 'environment' | 'doklab', string>;
	runLine: (run: number, outcome: 'passed' | 'failed' | 'notRun' | 'skipped', time: string) => string;
}

/** The reporter's words in each language. */
export const words: Catalog<Words> = {
	en: {
		run: (run, repeat) => `Run ${run} of ${repeat}`,
		checks: (count) => plural(count, 'check'),
		steps: (count) => plural(count, 'step'),
		stepsOf: (passed, count) => `${passed} of ${plural(count, 'step')}`,
		notRun: 'not run',
		skipped: (reason) => `skipped: ${reason}`,
		action: 'did not work',
		expected: 'expected',
		found: 'found',
		why: 'why',
		output: 'output',
		greenTooSoon: 'green before the step did anything: it proves nothing',
		teardown: 'Removing what the course made',
		tornDown: 'Removed what the course made; nothing of it is left',
		remaining: 'Still there after the removal:',
		proved: (lessons, steps, checks, time) =>
			`Proved in ${time}: ${plural(lessons, 'lesson')}, ${plural(steps, 'step')}, ${plural(checks, 'check')}.`,
		notProved: 'Not proved.',
		counts: ({passed, failed, skipped, notRun}, time) =>
			`Lessons: ${[
				`${passed} passed`,
				...(failed > 0 ? [`${failed} failed`] : []),
				...(skipped > 0 ? [`${skipped} skipped`] : []),
				...(notRun > 0 ? [`${notRun} not run`] : []),
			].join(', ')}, in ${time}.`,
		failedAt: (lesson, step) => `Failed at ${lesson}, step "${step}".`,
		blame: {
			lesson: '',
			environment: 'The cause is this machine or its cluster, not the lesson.',
			doklab: 'This is a bug in doklab. Please report it.',
		},
		runLine: (run, outcome, time) =>
			`Run ${run}: ${{passed: 'proved', failed: 'failed', notRun: 'stopped', skipped: 'skipped'}[outcome]}, ${time}`,
	},
	ja: {
		run: (run, repeat) => `${run} 回目 (全 ${repeat} 回)`,
		checks: (count) => `チェック ${count} 件`,
		steps: (count) => `${count} ステップ`,
		stepsOf: (passed, count) => `${count} ステップ中 ${passed}`,
		notRun: '未実行',
		skipped: (reason) => `スキップ: ${reason}`,
		action: '失敗しました',
		expected: '期待',
		found: '実際',
		why: '理由',
		output: '出力',
		greenTooSoon: 'ステップの実行前から成立しているため、何も証明していません',
		teardown: 'コースが作ったものを削除しています',
		tornDown: 'コースが作ったものをすべて削除しました',
		remaining: '削除後も残っているもの:',
		proved: (lessons, steps, checks, time) =>
			`${time} ですべて確認できました: レッスン ${lessons}、ステップ ${steps}、チェック ${checks}。`,
		notProved: '確認できませんでした。',
		counts: ({passed, failed, skipped, notRun}, time) =>
			`レッスン: ${[
				`成功 ${passed}`,
				...(failed > 0 ? [`失敗 ${failed}`] : []),
				...(skipped > 0 ? [`スキップ ${skipped}`] : []),
				...(notRun > 0 ? [`未実行 ${notRun}`] : []),
			].join('、')} (${time})`,
		failedAt: (lesson, step) => `失敗した場所: ${lesson} の「${step}」`,
		blame: {
			lesson: '',
			environment: '原因はレッスンではなく、このマシンまたはクラスタにあります。',
			doklab: 'doklab の不具合です。報告をお願いします。',
		},
		runLine: (run, outcome, time) =>
			`${run} 回目: ${{passed: '成功', failed: '失敗', notRun: '中断', skipped: 'スキップ'}[outcome]}、${time}`,
	},
};

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
