import {expect, test} from 'vitest';
import {stepCardLines, type StepCardOptions, type StepCardView} from '../../../src/tui/views/step-card.ts';
import {action, ascii, checkState, plain, sampleStep} from './samples.ts';

const card = (view: Partial<StepCardView> = {}, options: Partial<StepCardOptions> = {}) =>
	stepCardLines(
		{...sampleStep(), enter: 'run', now: 12_000, ...view},
		{width: 60, theme: plain, language: 'en', ...options},
	);
const command = 'kubectl apply -f manifests/x.yaml';
const done = action(command, {status: 'succeeded', startedAt: 0, durationMs: 400});

test('a new step: what to type, the key that does it, what will prove it, and that there are hints', () => {
	expect(card()).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml         ↵ run   v view',
		'▌',
		'▌  ○ postgres-0 is there',
		'▌  ○ three members are Ready',
		'▌',
		'▌ h hint 1 of 2',
	]);
});

test('in Japanese', () => {
	expect(card({}, {language: 'ja'})).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml        ↵ 実行   v 読む',
		'▌',
		'▌  ○ postgres-0 がある',
		'▌  ○ 3 つのメンバーが Ready である',
		'▌',
		'▌ h ヒント 1/2',
	]);
});

test('in ASCII', () => {
	expect(
		card(
			{...sampleStep({actions: [done], checks: {first: checkState('green')}}), enter: 'wait'},
			{theme: ascii},
		),
	).toEqual([
		'| $ kubectl apply -f manifests/x.yaml                + 0.4 s',
		'|',
		'|  + postgres-0 is there                               1.9 s',
		'|  o three members are Ready',
		'|',
		'| h hint 1 of 2',
	]);
});

test('while it runs: the newest line of output, and how long it has been at it', () => {
	const running = action(command, {
		status: 'running',
		startedAt: 9000,
		newestLine: 'service/postgres created\n',
	});
	expect(card({...sampleStep({actions: [running]}), enter: 'wait'}).slice(0, 2)).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml                  ◐ 3 s',
		'▌   │ service/postgres created',
	]);
});

test('an action that failed says why, and that Enter tries again', () => {
	const failed = action(command, {status: 'failed', startedAt: 0, durationMs: 100, message: 'No such file.'});
	expect(card({...sampleStep({actions: [failed]}), enter: 'again'}).slice(0, 2)).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml  ✗ 0.1 s   ↵ run again',
		'▌   No such file.',
	]);
});

test('a check that waits says how far it is, how long, and what is seen now', () => {
	const ready = checkState('waiting', {
		message: 'postgres-2 is cloning the primary.',
		mismatches: [{path: 'count', expected: '3', found: '2'}],
	});
	const step = sampleStep({actions: [done], checks: {first: checkState('green'), ready}});
	expect(card({...step, enter: 'wait'}).slice(2, 5)).toEqual([
		'▌  ✓ postgres-0 is there                               1.9 s',
		'▌  ◐ three members are Ready                   2 of 3   12 s',
		'▌    postgres-2 is cloning the primary.',
	]);
});

test('before the actions ran only the first check says what is not there yet', () => {
	const waiting = checkState('waiting', {message: 'There is no Pod yet.'});
	expect(card(sampleStep({checks: {first: waiting, ready: waiting}})).slice(2, 5)).toEqual([
		'▌  ○ postgres-0 is there',
		'▌    There is no Pod yet.',
		'▌  ○ three members are Ready',
	]);
});

const red = checkState('red', {
	durationMs: 302_000,
	message: 'postgres-2 does not stream.',
	expected: '3 Pods, each Ready',
	found: '2 of 3 Pods match',
	mismatches: [
		{path: 'postgres-2: status.phase', expected: 'Running', found: 'Pending'},
		{path: 'count', expected: '3', found: '2'},
	],
	evidence: [
		{title: 'events of postgres-2', lines: ['no node is left']},
		{title: 'log of init-postgres', lines: ['waiting']},
	],
});

test('a red check says why, found against expected by path, and that there is evidence', () => {
	const step = sampleStep({actions: [done], checks: {first: checkState('green'), ready: red}});
	expect(card({...step, enter: 'again'}).slice(3, 13)).toEqual([
		'▌  ✗ three members are Ready                       5 min 2 s',
		'▌    postgres-2 does not stream.',
		'▌    postgres-2: status.phase',
		'▌      expected  Running',
		'▌      found     Pending',
		'▌    count',
		'▌      expected  3',
		'▌      found     2',
		'▌    ▸ evidence (x): events of postgres-2, log of',
		'▌      init-postgres',
	]);
	expect(card({...step, enter: 'again', isEvidenceOpen: true}).slice(11, 15)).toEqual([
		'▌    events of postgres-2',
		'▌    │ no node is left',
		'▌    log of init-postgres',
		'▌    │ waiting',
	]);
});

test('a red check with one value compares just that', () => {
	const one = checkState('red', {expected: 'exit code 0', found: 'exit code 1'});
	expect(card(sampleStep({actions: [done], checks: {first: one}})).slice(2, 5)).toEqual([
		'▌  ✗ postgres-0 is there                               1.9 s',
		'▌    expected  exit code 0',
		'▌    found     exit code 1',
	]);
});

test('a hint that was asked for stays on the card', () => {
	expect(card(sampleStep({hintsShown: 1})).slice(-2)).toEqual([
		'▌ ? kubectl apply takes -f.',
		'▌ h the solution',
	]);
	expect(card(sampleStep({hintsShown: 2})).slice(-2)).toEqual(['▌', '▌ ? kubectl apply -f manifests/x.yaml']);
});

test('a long command goes on further in, and the key below it when there is no room beside it', () => {
	const long = action("kubectl exec postgres-0 -- psql -U postgres -c 'select 1'", {type: 'sql'});
	expect(card(sampleStep({actions: [long]}), {width: 40}).slice(0, 4)).toEqual([
		'▌ $ kubectl exec postgres-0 -- psql -U',
		"▌       postgres -c 'select 1'",
		'▌                                  ↵ run',
		'▌',
	]);
});

test('the key stands at the action that is next', () => {
	const two = [done, action('kubectl get pods', {type: 'run'})];
	expect(card(sampleStep({actions: two})).slice(0, 2)).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml                ✓ 0.4 s',
		'▌ $ kubectl get pods                                   ↵ run',
	]);
});

test('a step without actions says what Enter does', () => {
	const step = sampleStep({actions: []});
	expect(card({...step, enter: 'verify'})).toEqual([
		'▌  ○ postgres-0 is there',
		'▌  ○ three members are Ready',
		'▌',
		'▌ ↵ look again',
		'▌',
		'▌ h hint 1 of 2',
	]);
});

test('a proved step says so in one line, with the way on', () => {
	const checks = {first: checkState('green'), ready: checkState('green')};
	const step = sampleStep({actions: [done], checks, proved: true});
	expect(card({...step, enter: 'next'})).toEqual([
		'▌ $ kubectl apply -f manifests/x.yaml                ✓ 0.4 s',
		'▌',
		'▌  ✓ postgres-0 is there                               1.9 s',
		'▌  ✓ three members are Ready                           1.9 s',
		'▌',
		'▌ ✓ Proved.                                      ↵ next step',
	]);
	expect(card({...step, enter: 'lessonEnd'}, {language: 'ja'}).at(-1)).toBe(
		'▌ ✓ レッスンの最後まで確認できました。        ↵ 次のレッスン',
	);
});

test('when its checks are red after its actions, Enter runs them again', () => {
	const step = sampleStep({actions: [done], checks: {first: red}, hintsShown: 2});
	expect(card({...step, enter: 'again'}).slice(-3, -1)).toEqual(['▌ ↵ run again', '▌']);
});

test('alone it has a heading, and gives up air, hints and details to be low enough', () => {
	const step = sampleStep({actions: [done], checks: {first: checkState('green'), ready: red}});
	const low = (height: number) => card({...step, enter: 'again'}, {height, hasHeading: true});
	expect(low(20)[0]).toBe('▌ Start three members');
	expect(low(7)).toEqual([
		'▌ Start three members',
		'▌ $ kubectl apply -f manifests/x.yaml                ✓ 0.4 s',
		'▌  ✓ postgres-0 is there                               1.9 s',
		'▌  ✗ three members are Ready                       5 min 2 s',
		'▌    postgres-2 does not stream.',
		'▌ ↵ run again',
	]);
	expect(low(3)).toEqual([
		'▌ Start three members',
		'▌ $ kubectl apply -f manifests/x.yaml                ✓ 0.4 s',
		'▌ … 3 more',
	]);
	for (let height = 1; height < 20; height++) {
		expect(low(height).length).toBeLessThanOrEqual(height);
	}
});
