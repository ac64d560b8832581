import type {CheckState, SessionEvent} from '../../src/engine/events.ts';
import type {Language} from '../../src/lib/i18n.ts';

/** What happens `at` milliseconds after the session's start. */
export interface Timed {
	at: number;
	event: SessionEvent;
}

const titles = {
	en: {
		course: 'PostgreSQL on Kubernetes',
		namespace: 'Namespace',
		create: 'A place of its own',
		exists: 'Namespace postgres is Active',
		statefulset: 'StatefulSet',
		start: 'Start three members',
		first: 'postgres-0 is the first to start',
		ready: 'Three members are Ready',
		spread: 'They run on three different nodes',
		kind: 'Nodes as containers',
		skipped: 'only on kind',
		limits: 'Limits',
		quiz: 'A short quiz',
		why: 'postgres-2 is still cloning the primary (init-postgres); it has been at it for 40 s.',
		cloning: 'postgres-2 is cloning the primary (init-postgres)',
	},
	ja: {
		course: 'Kubernetes で動かす PostgreSQL',
		namespace: 'ネームスペース',
		create: '専用の場所を作る',
		exists: 'Namespace postgres が Active になっている',
		statefulset: 'ステートフルセット',
		start: '3 台のメンバーを起動する',
		first: 'postgres-0 が最初に起動する',
		ready: '3 台のメンバーがすべて Ready になっている',
		spread: '3 台が別々のノードで動いている',
		kind: 'コンテナーとしてのノード',
		skipped: 'kind のときだけ',
		limits: '限界',
		quiz: '小テスト',
		why: 'postgres-2 はまだプライマリーを複製しています (init-postgres)。40 秒前から続いています。',
		cloning: 'postgres-2 がプライマリーを複製しています (init-postgres)',
	},
};

const state = (status: CheckState['status'], rest: Partial<CheckState> = {}): CheckState => ({
	status,
	attempts: 1,
	durationMs: 0,
	expected: '',
	found: '',
	mismatches: [],
	message: undefined,
	evidence: [],
	...rest,
});

/** A session of three lessons; one step is skipped, and with `fails` one check stays red. */
export function sampleSession(language: Language, fails: boolean): Timed[] {
	const say = titles[language];
	const timed: Timed[] = [];
	let now = 0;
	const after = (ms: number, event: SessionEvent) => {
		now += ms;
		timed.push({at: now, event});
	};

	const create = {run: 1, lesson: 'namespace', step: 'create'};
	const kind = {run: 1, lesson: 'namespace', step: 'kind'};
	const start = {run: 1, lesson: 'statefulset', step: 'start'};
	after(0, {
		type: 'sessionStarted',
		course: 'postgres',
		title: say.course,
		platform: 'playground',
		language,
		versions: {doklab: '0.1.0', kubernetes: '1.36.2', postgres: '15.18'},
		repeat: 1,
		lessons: [
			{
				id: 'namespace',
				title: say.namespace,
				steps: [
					{id: 'create', title: say.create, checks: [{id: 'exists', title: say.exists}]},
					{id: 'kind', title: say.kind, skipped: say.skipped, checks: [{id: 'containers', title: say.kind}]},
				],
			},
			{
				id: 'statefulset',
				title: say.statefulset,
				steps: [
					{
						id: 'start',
						title: say.start,
						checks: [
							{id: 'first', title: say.first},
							{id: 'ready', title: say.ready},
							{id: 'spread', title: say.spread},
						],
					},
				],
			},
			{id: 'limits', title: say.limits, steps: [{id: 'quiz', title: say.quiz, checks: []}]},
		],
	});
	after(0, {type: 'runStarted', run: 1});
	after(0, {type: 'lessonStarted', run: 1, lesson: 'namespace'});
	after(0, {type: 'stepStarted', ...create});
	after(20, {type: 'checkChanged', ...create, check: 'exists', phase: 'before', state: state('red')});
	after(0, {
		type: 'actionStarted',
		...create,
		index: 0,
		action: 'apply',
		command: 'kubectl apply -f manifests/20-namespace.yaml',
	});
	after(60, {type: 'actionFinished', ...create, index: 0, durationMs: 60, ok: true});
	after(20, {
		type: 'checkChanged',
		...create,
		check: 'exists',
		phase: 'after',
		state: state('green', {durationMs: 20, attempts: 2, expected: 'status.phase Active', found: 'Active'}),
	});
	after(0, {type: 'stepFinished', ...create, outcome: 'passed', durationMs: 100});
	after(0, {type: 'stepFinished', ...kind, outcome: 'skipped', reason: say.skipped, durationMs: 0});
	after(0, {type: 'lessonFinished', run: 1, lesson: 'namespace', outcome: 'passed', durationMs: 100});

	after(0, {type: 'lessonStarted', run: 1, lesson: 'statefulset'});
	after(0, {type: 'stepStarted', ...start});
	after(500, {
		type: 'actionStarted',
		...start,
		index: 0,
		action: 'apply',
		command: 'kubectl apply -f manifests/70-statefulset.yaml',
	});
	after(700, {
		type: 'actionOutput',
		...start,
		index: 0,
		stream: 'stdout',
		text: 'statefulset.apps/postgres created\n',
	});
	after(100, {type: 'actionFinished', ...start, index: 0, durationMs: 800, ok: true});
	after(1200, {
		type: 'checkChanged',
		...start,
		check: 'first',
		phase: 'after',
		state: state('green', {durationMs: 1900, attempts: 3, expected: '1', found: '1'}),
	});
	const waiting = {expected: '3 Pods, each Ready', found: '2 of 3 Pods match', attempts: 4};
	after(400, {
		type: 'checkChanged',
		...start,
		check: 'ready',
		phase: 'after',
		state: state('waiting', {...waiting, durationMs: 2000, message: say.cloning}),
	});
	if (fails) {
		after(40_000, {
			type: 'checkChanged',
			...start,
			check: 'ready',
			phase: 'after',
			state: state('red', {
				...waiting,
				attempts: 12,
				durationMs: 42_400,
				message: say.why,
				mismatches: [
					{path: 'postgres-2: status.conditions[type=Ready].status', expected: '"True"', found: '"False"'},
				],
				evidence: [
					{
						title: 'Events of Pod postgres-2',
						lines: [
							'41s  Normal   Scheduled  Successfully assigned postgres/postgres-2 to postgres-cluster-worker3',
							'40s  Normal   Started    Started container init-postgres',
						],
					},
					{
						title: 'Log of postgres-2, container init-postgres',
						lines: ['pg_basebackup: initiating base backup, waiting for checkpoint to complete'],
					},
				],
			}),
		});
		after(0, {type: 'stepFinished', ...start, outcome: 'failed', blame: 'lesson', durationMs: 43_200});
		after(0, {type: 'lessonFinished', run: 1, lesson: 'statefulset', outcome: 'failed', durationMs: 43_200});
	} else {
		after(4000, {
			type: 'checkChanged',
			...start,
			check: 'ready',
			phase: 'after',
			state: state('green', {...waiting, durationMs: 6000, found: '3 of 3 Pods match'}),
		});
		after(0, {
			type: 'checkChanged',
			...start,
			check: 'spread',
			phase: 'after',
			state: state('green', {durationMs: 0}),
		});
		after(0, {type: 'stepFinished', ...start, outcome: 'passed', durationMs: 7400});
		after(0, {type: 'lessonFinished', run: 1, lesson: 'statefulset', outcome: 'passed', durationMs: 7400});
		const quiz = {run: 1, lesson: 'limits', step: 'quiz'};
		after(0, {type: 'lessonStarted', run: 1, lesson: 'limits'});
		after(0, {type: 'stepStarted', ...quiz});
		after(0, {type: 'stepFinished', ...quiz, outcome: 'passed', durationMs: 0});
		after(0, {type: 'lessonFinished', run: 1, lesson: 'limits', outcome: 'passed', durationMs: 0});
	}

	after(0, {type: 'teardownStarted', run: 1});
	after(300, {type: 'teardownProgress', run: 1, text: 'statefulset.apps/postgres'});
	after(900, {type: 'teardownFinished', run: 1, ok: true, durationMs: 1200, remaining: []});
	after(0, {
		type: 'sessionFinished',
		outcome: fails ? 'failed' : 'passed',
		...(fails ? {blame: 'lesson' as const} : {}),
		durationMs: now,
	});
	return timed;
}
