import {expect, test} from 'vitest';
import type {Language} from '../../src/lib/i18n.ts';
import {createPretty} from '../../src/report/pretty.ts';
import type {Output} from '../../src/lib/output.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {sampleSession} from '../helpers/sample-session.ts';
import {createSink, Screen} from '../helpers/screen.ts';

interface Tell {
	output: Output;
	language?: Language;
	fails?: boolean;
	unicode?: boolean;
	color?: boolean;
	/** Milliseconds into the session; undefined: to its end. */
	until?: number;
}

function tell({output, language = 'en', fails = false, unicode = true, color = false, until}: Tell) {
	const clock = new FakeClock();
	const reporter = createPretty({output, color, unicode, language, clock, platform: 'playground'});
	for (const {at, event} of sampleSession(language, fails)) {
		if (at > (until ?? Number.POSITIVE_INFINITY)) {
			break;
		}

		clock.moveTo(at);
		reporter.handle(event);
	}

	if (until === undefined) {
		reporter.end();
	} else {
		clock.moveTo(until);
	}

	return {clock, reporter};
}

test('in a terminal finished steps are single lines and the summary tells each lesson', async () => {
	const screen = new Screen({rows: 40});
	tell({output: screen.output});
	expect(await screen.text()).toMatchInlineSnapshot(`
		"PostgreSQL on Kubernetes
		playground, doklab 0.1.0, kubernetes 1.36.2, postgres 15.18

		Namespace                                                                   1/3
		  ✓ A place of its own                                        1 check     0.1 s
		  – Nodes as containers  skipped: only on kind

		StatefulSet                                                                 2/3
		  ✓ Start three members                                      3 checks     7.4 s

		Limits                                                                      3/3
		  ✓ A short quiz                                                          0.0 s

		  ✓ Removed what the course made; nothing of it is left                   1.2 s

		  ✓ Namespace    1 step       0.1 s
		  ✓ StatefulSet  1 step       7.4 s
		  ✓ Limits       1 step       0.0 s

		Proved in 8.2 s: 3 lessons, 3 steps, 4 checks."
	`);
});

test('in a terminal the running step shows its command, its checks, and why one is not true yet', async () => {
	const screen = new Screen();
	tell({output: screen.output, until: 3900});
	expect(await screen.text()).toMatchInlineSnapshot(`
		"PostgreSQL on Kubernetes
		playground, doklab 0.1.0, kubernetes 1.36.2, postgres 15.18

		Namespace                                                                   1/3
		  ✓ A place of its own                                        1 check     0.1 s
		  – Nodes as containers  skipped: only on kind

		StatefulSet                                                                 2/3
		  ◐ Start three members                                                     2 s
		      $ kubectl apply -f manifests/70-statefulset.yaml
		      ✓ postgres-0 is the first to start                                  1.9 s
		      ◐ Three members are Ready
		        2 of 3 Pods match
		        postgres-2 is cloning the primary (init-postgres)
		      ○ They run on three different nodes"
	`);
});

test('the running step shows the newest line of output while its command runs', async () => {
	const screen = new Screen();
	tell({output: screen.output, until: 1395});
	expect((await screen.text()).split('\n').slice(8)).toMatchInlineSnapshot(`
		[
		  "  ◐ Start three members                                                     1 s",
		  "      $ kubectl apply -f manifests/70-statefulset.yaml",
		  "      │ statefulset.apps/postgres created",
		  "      ○ postgres-0 is the first to start",
		  "      ○ Three members are Ready",
		  "      ○ They run on three different nodes",
		]
	`);
});

test('Japanese is aligned by the width of its characters', async () => {
	const screen = new Screen({rows: 40});
	tell({output: screen.output, language: 'ja', fails: true});
	expect(await screen.text()).toMatchInlineSnapshot(`
		"Kubernetes で動かす PostgreSQL
		playground, doklab 0.1.0, kubernetes 1.36.2, postgres 15.18

		ネームスペース                                                              1/3
		  ✓ 専用の場所を作る                                    チェック 1 件     0.1 s
		  – コンテナーとしてのノード  スキップ: kind のときだけ

		ステートフルセット                                                          2/3
		  ✗ 3 台のメンバーを起動する                                             43.2 s
		      $ kubectl apply -f manifests/70-statefulset.yaml
		      ✓ postgres-0 が最初に起動する                                       1.9 s
		      ✗ 3 台のメンバーがすべて Ready になっている                        42.4 s
		        - 期待  3 Pods, each Ready
		        + 実際  2 of 3 Pods match
		          理由  postgres-2 はまだプライマリーを複製しています (init-postgres)。
		                40 秒前から続いています。
		        postgres-2: status.conditions[type=Ready].status
		          - "True"
		          + "False"
		        Events of Pod postgres-2
		        │ 41s  Normal   Scheduled  Successfully assigned postgres/postgres-2
		        │ to postgres-cluster-worker3
		        │ 40s  Normal   Started    Started container init-postgres
		        Log of postgres-2, container init-postgres
		        │ pg_basebackup: initiating base backup, waiting for checkpoint to
		        │ complete
		      ○ 3 台が別々のノードで動いている

		  ✓ コースが作ったものをすべて削除しました                                1.2 s

		  ✓ ネームスペース      1 ステップ           0.1 s
		  ✗ ステートフルセット  1 ステップ中 0      43.2 s
		  ○ 限界                未実行

		確認できませんでした。
		失敗した場所: ステートフルセット の「3 台のメンバーを起動する」
		レッスン: 成功 1、失敗 1、未実行 1 (44.2 s)"
	`);
});

test('a narrow terminal loses detail, never a line', async () => {
	const screen = new Screen({columns: 40});
	tell({output: screen.output, until: 3900});
	expect(await screen.text()).toMatchInlineSnapshot(`
		"PostgreSQL on Kubernetes
		playground, doklab 0.1.0, kubernetes
		1.36.2, postgres 15.18

		Namespace                           1/3
		  ✓ A place of its own            0.1 s
		  – Nodes as containers  skipped: only…

		StatefulSet                         2/3
		  ◐ Start three members             2 s
		      $ kubectl apply -f manifests/70-…
		      ✓ postgres-0 is the first…  1.9 s
		      ◐ Three members are Ready
		        2 of 3 Pods match
		        postgres-2 is cloning the
		        primary (init-postgres)
		      ○ They run on three different no…"
	`);
});

test('a terminal that becomes narrower while a step runs is drawn anew', async () => {
	const screen = new Screen();
	tell({output: screen.output, until: 3900});
	await screen.text();
	screen.resize(50, 24);
	const text = await screen.text();
	expect(text.match(/Three members are Ready/g)).toHaveLength(1);
	expect(text.match(/Start three members/g)).toHaveLength(1);
});

test('the end takes the region, its timers and its listener away', async () => {
	const screen = new Screen();
	const {clock, reporter} = tell({output: screen.output, until: 3900});
	reporter.end();
	expect(await screen.text()).not.toContain('Start three members');
	expect(clock.pending).toBe(0);
	expect(screen.listeners).toBe(0);
});

test('elsewhere each thing is a plain line when it has happened', () => {
	const sink = createSink();
	tell({output: sink});
	expect(sink.text()).toMatchInlineSnapshot(`
		"PostgreSQL on Kubernetes
		playground, doklab 0.1.0, kubernetes 1.36.2, postgres 15.18

		Namespace                                                                    1/3
		  A place of its own
		      $ kubectl apply -f manifests/20-namespace.yaml
		      ✓ Namespace postgres is Active                                       0.0 s
		  – Nodes as containers  skipped: only on kind

		StatefulSet                                                                  2/3
		  Start three members
		      $ kubectl apply -f manifests/70-statefulset.yaml
		      ✓ postgres-0 is the first to start                                   1.9 s
		      ✓ Three members are Ready                                            6.0 s
		      ✓ They run on three different nodes                                  0.0 s

		Limits                                                                       3/3
		  A short quiz

		  Removing what the course made
		  ✓ Removed what the course made; nothing of it is left                    1.2 s

		  ✓ Namespace    1 step       0.1 s
		  ✓ StatefulSet  1 step       7.4 s
		  ✓ Limits       1 step       0.0 s

		Proved in 8.2 s: 3 lessons, 3 steps, 4 checks.
		"
	`);
});

test('a failed check shows what was expected and found, where, why, and what to look at', () => {
	const sink = createSink();
	tell({output: sink, fails: true});
	expect(sink.text()).toMatchInlineSnapshot(`
		"PostgreSQL on Kubernetes
		playground, doklab 0.1.0, kubernetes 1.36.2, postgres 15.18

		Namespace                                                                    1/3
		  A place of its own
		      $ kubectl apply -f manifests/20-namespace.yaml
		      ✓ Namespace postgres is Active                                       0.0 s
		  – Nodes as containers  skipped: only on kind

		StatefulSet                                                                  2/3
		  Start three members
		      $ kubectl apply -f manifests/70-statefulset.yaml
		      ✓ postgres-0 is the first to start                                   1.9 s
		  ✗ Start three members                                                   43.2 s
		      $ kubectl apply -f manifests/70-statefulset.yaml
		      ✓ postgres-0 is the first to start                                   1.9 s
		      ✗ Three members are Ready                                           42.4 s
		        - expected  3 Pods, each Ready
		        + found     2 of 3 Pods match
		          why       postgres-2 is still cloning the primary (init-postgres); it
		                    has been at it for 40 s.
		        postgres-2: status.conditions[type=Ready].status
		          - "True"
		          + "False"
		        Events of Pod postgres-2
		        │ 41s  Normal   Scheduled  Successfully assigned postgres/postgres-2
		        │ to postgres-cluster-worker3
		        │ 40s  Normal   Started    Started container init-postgres
		        Log of postgres-2, container init-postgres
		        │ pg_basebackup: initiating base backup, waiting for checkpoint to
		        │ complete
		      ○ They run on three different nodes

		  Removing what the course made
		  ✓ Removed what the course made; nothing of it is left                    1.2 s

		  ✓ Namespace    1 step            0.1 s
		  ✗ StatefulSet  0 of 1 step      43.2 s
		  ○ Limits       not run

		Not proved.
		Failed at StatefulSet, step "Start three members".
		Lessons: 1 passed, 1 failed, 1 not run, in 44.2 s.
		"
	`);
});

test('signs are ASCII where there is nothing else', () => {
	const sink = createSink();
	tell({output: sink, unicode: false});
	// oxlint-disable-next-line no-control-regex -- anything above ASCII
	expect(sink.text()).not.toMatch(/[^\u0000-\u007F]/);
});

test('colours are written only where they are wanted', () => {
	const plain = createSink();
	const coloured = createSink();
	tell({output: plain});
	tell({output: coloured, color: true});
	expect(plain.text()).not.toContain('\u001B');
	expect(coloured.text()).toContain('\u001B[32m✓\u001B[39m');
});

test('what a command writes cannot move the cursor', () => {
	const sink = createSink();
	const {reporter} = tell({output: sink, until: 600});
	const start = {run: 1, lesson: 'statefulset', step: 'start', index: 0};
	reporter.handle({
		type: 'actionOutput',
		...start,
		stream: 'stderr',
		text: '\u001B[2Jgone\u0007\n10%\r100%\n',
	});
	reporter.handle({type: 'actionFinished', ...start, durationMs: 1, ok: false, message: 'exit code 1'});
	reporter.handle({
		type: 'stepFinished',
		run: 1,
		lesson: 'statefulset',
		step: 'start',
		outcome: 'failed',
		durationMs: 1,
	});
	expect(sink.text().split('\n').slice(-10)).toMatchInlineSnapshot(`
		[
		  "  ✗ Start three members                                                    0.0 s",
		  "      $ kubectl apply -f manifests/70-statefulset.yaml",
		  "        did not work",
		  "        exit code 1",
		  "        │ gone",
		  "        │ 100%",
		  "      ○ postgres-0 is the first to start",
		  "      ○ Three members are Ready",
		  "      ○ They run on three different nodes",
		  "",
		]
	`);
});
