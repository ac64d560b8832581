import {describe, expect, test} from 'vitest';
import type {ClusterPicture} from '../../../src/engine/workshop-events.ts';
import type {Language} from '../../../src/lib/i18n.ts';
import {width as columnsOf} from '../../../src/lib/text/width.ts';
import {createTheme} from '../../../src/tui/theme.ts';
import {formatBytes} from '../../../src/tui/views/cluster-pod.ts';
import {clusterLines} from '../../../src/tui/views/cluster.ts';
import * as pictures from './cluster-pictures.ts';

const {away, cloning, node, now, pod, primary, replicating, standby, troubled, waiting} = pictures;

interface Look {
	width?: number;
	height?: number;
	language?: Language;
	isUnicode?: boolean;
	colors?: 0 | 1;
}

function show(picture: ClusterPicture, look: Look = {}): string {
	const {width = 60, height = 30, language = 'en', isUnicode = true, colors = 0} = look;
	const theme = createTheme({colors, isUnicode});
	return clusterLines(picture, {width, height, theme, language, now}).join('\n');
}

const framed = (lines: string) => lines.replaceAll(/^\n|\n\t*$/g, '').replaceAll(/^\t+/gm, '');

describe('side by side', () => {
	test('WAL goes from the primary into each standby that streams', () => {
		expect(show(replicating())).toBe(
			framed(`
				╭─ worker ────────╮ ╭─ worker2 ───────╮ ╭─ worker3 ───────╮
				│ postgres-0  1/1 │ │ postgres-1  1/1 │ │ postgres-2  1/1 │
				│ ● primary       │ │ ● standby       │ │ ● standby       │
				╰─┬───────────────╯ ╰─▲───────────────╯ ╰─▲───────────────╯
				  │ WAL               │ sync 0 kB         │ sync 0 kB
				  ╰───────────────────┴───────────────────╯

				✓ 6/6 claims bound
				● control-plane  Ready
			`),
		);
	});

	test('57 columns, the side pane of a terminal of 160, are enough', () => {
		const lines = show(replicating(), {width: 57, language: 'ja'}).split('\n');
		expect(lines.slice(0, 6).join('\n')).toBe(
			framed(`
				╭─ worker ───────╮ ╭─ worker2 ──────╮ ╭─ worker3 ──────╮
				│ postgres-0 1/1 │ │ postgres-1 1/1 │ │ postgres-2 1/1 │
				│ ● プライマリ   │ │ ● スタンバイ   │ │ ● スタンバイ   │
				╰─┬──────────────╯ ╰─▲──────────────╯ ╰─▲──────────────╯
				  │ WAL              │ 同期 0 kB        │ 同期 0 kB
				  ╰──────────────────┴──────────────────╯
			`),
		);
	});

	test.each(['en', 'ja'] as const)(
		'48 columns, the side pane of a terminal of 130, are enough (%s)',
		(language) => {
			const lines = show(waiting(), {width: 48, language}).split('\n').slice(0, 6).join('\n');
			const english = framed(`
			╭─ worker ────╮ ╭─ worker2 ───╮ ╭─ worker3 ───╮
			│ postgres-0  │ │ postgres-1  │ │ postgres-2  │
			│ ● primary   │ │ ● standby   │ │ ◐ standby   │
			╰─┬───────────╯ ╰─▲───────────╯ ╰─────────────╯
			  │ WAL           │ sync 0 kB     ◐ gets no WAL
			  ╰───────────────╯
		`);
			const japanese = framed(`
			╭─ worker ────╮ ╭─ worker2 ───╮ ╭─ worker3 ───╮
			│ postgres-0  │ │ postgres-1  │ │ postgres-2  │
			│ ● プライマリ│ │ ● スタンバイ│ │ ◐ スタンバイ│
			╰─┬───────────╯ ╰─▲───────────╯ ╰─────────────╯
			  │ WAL           │ 同期 0 kB     ◐ WAL なし
			  ╰───────────────╯
		`);
			expect(lines).toBe({en: english, ja: japanese}[language]);
		},
	);

	test('the primary may be any of them', () => {
		const members = [
			standby('postgres-0', {syncState: 'async', lagBytes: 900}),
			primary('postgres-1'),
			standby('postgres-2', {lagBytes: 20 * 1024 * 1024}),
		];
		expect(show(replicating({members})).split('\n').slice(2, 6).join('\n')).toBe(
			framed(`
				│ ● standby       │ │ ● primary       │ │ ● standby       │
				╰─▲───────────────╯ ╰─┬───────────────╯ ╰─▲───────────────╯
				  │ async 1 kB        │ WAL               │ ◐ sync 20 MB
				  ╰───────────────────┴───────────────────╯
			`),
		);
	});

	test('no arrow goes to a member that is being cloned; restarts are counted', () => {
		expect(show(cloning()).split('\n').slice(0, 7).join('\n')).toBe(
			framed(`
				╭─ worker ────────╮ ╭─ worker2 ───────╮ ╭─ worker3 ───────╮
				│ postgres-0  1/1 │ │ postgres-1  1/1 │ │ postgres-2  0/1 │
				│ ● primary       │ │ ● standby       │ │ ◐ Init:1/2 12 s │
				│                 │ │   2 restarts    │ │                 │
				╰─┬───────────────╯ ╰─▲───────────────╯ ╰─────────────────╯
				  │ WAL               │ async 3.3 MB
				  ╰───────────────────╯
			`),
		);
	});

	test('a standby that answers but does not stream says so, and commits that wait are counted', () => {
		expect(show(waiting()).split('\n').slice(2, 8).join('\n')).toBe(
			framed(`
				│ ● primary       │ │ ● standby       │ │ ◐ standby       │
				╰─┬───────────────╯ ╰─▲───────────────╯ ╰─────────────────╯
				  │ WAL               │ sync 0 kB         ◐ gets no WAL
				  ╰───────────────────╯

				◐ 1 commit waits for a standby
			`),
		);
	});

	test('a node without a member, and the claims that it left', () => {
		expect(show(away(), {language: 'ja'})).toBe(
			framed(`
				╭─ worker ────────╮ ╭─ worker2 ───────╮ ╭─ worker3 ───────╮
				│ postgres-0  1/1 │ │ postgres-1  1/1 │ │ Pod なし        │
				│ ● プライマリ    │ │ ● スタンバイ    │ │                 │
				╰─┬───────────────╯ ╰─▲───────────────╯ ╰─────────────────╯
				  │ WAL               │ 同期 0 kB
				  ╰───────────────────╯

				◐ 1 件のコミットがスタンバイを待っています

				✓ PVC 6/6 Bound
				  Pod なし: archives-postgres-2、pgdata-postgres-2
				● control-plane  Ready
			`),
		);
	});

	test('what is in trouble, where, and why, in the words of the cluster', () => {
		expect(show(troubled(), {isUnicode: false})).toBe(
			framed(`
				+- worker --------+ +- - worker2 -----+ +- x worker3 -----+
				| config-check    | | cordoned        | | not Ready       |
				| + Completed     | | reader-7d4b9... | | no Pod here     |
				|                 | | x CrashLoopB... | |                 |
				|                 | |   4 restarts    | |                 |
				+-----------------+ +-----------------+ +-----------------+

				~ consumer  Pending 12 s
				  0/4 nodes are available: 1 node(s) had untolerated taint
				  {node-role.kubernetes.io/control-plane: },
				x reader-7d4b9c6f5-x2x9q  CrashLoopBackOff 12 s
				  back-off 40s restarting failed container=reader
				  pod=reader-7d4b9c6f5-x2x9q_postgres

				o no database yet
				~ 0/1 claim bound
				  ~ scratch  Pending
				* control-plane  Ready
			`),
		);
	});

	test('a Pod that is done takes no room in the picture of the database', () => {
		const check = pod('config-check', pictures.worker, {status: 'Completed', isReady: false});
		const picture = replicating();
		expect(show({...picture, pods: [check, ...picture.pods]})).toBe(
			show(picture).replace('✓ 6/6', '✓ config-check  Completed  worker  0/1\n✓ 6/6'),
		);
	});

	test('a control plane that runs members is a place like any other', () => {
		const single = replicating({
			nodes: [node('docker-desktop', {isControlPlane: true})],
			pods: [pod('postgres-0', 'docker-desktop')],
			members: [primary('postgres-0')],
			claims: [],
		});
		expect(show(single)).toBe(
			framed(`
				╭─ docker-desktop ───────────╮
				│ postgres-0             1/1 │
				│ ● primary                  │
				╰────────────────────────────╯

				● docker-desktop  Ready
			`),
		);
	});
});

describe('one below the other', () => {
	test('standbys hang from the primary', () => {
		expect(show(replicating(), {width: 40})).toBe(
			framed(`
				● postgres-0     primary    worker   1/1
				├▸ ● postgres-1  sync 0 kB  worker2  1/1
				╰▸ ● postgres-2  sync 0 kB  worker3  1/1

				✓ 6/6 claims bound
				● control-plane  Ready
			`),
		);
	});

	test('what matters least is left out in 30 columns', () => {
		expect(show(waiting(), {width: 30})).toBe(
			framed(`
				● postgres-0     primary
				╰▸ ● postgres-1  sync 0 kB
				   ◐ postgres-2  gets no WAL

				◐ 1 commit waits for a standby

				✓ 6/6 claims bound
				● control-plane  Ready
			`),
		);
	});

	test('is taken when boxes are too high, and the least important goes first', () => {
		expect(show(waiting(), {height: 5})).toBe(
			framed(`
				● postgres-0     primary               worker   1/1
				╰▸ ● postgres-1  sync 0 kB             worker2  1/1
				   ◐ postgres-2  standby, gets no WAL  worker3  0/1
				◐ 1 commit waits for a standby
				✓ 6/6 claims bound
			`),
		);
	});

	test('is taken when two members share a node', () => {
		const shared = replicating({
			pods: ['postgres-0', 'postgres-1'].map((name) => pod(name, pictures.worker)),
			members: [primary('postgres-0'), standby('postgres-1')],
		});
		expect(show(shared)).toContain('╰▸ ● postgres-1  sync 0 kB  worker  1/1');
	});
});

describe('says what is missing and what to do', () => {
	test.each<[string, Partial<ClusterPicture>, string]>([
		[
			'absent',
			{state: 'absent'},
			'○ There is no cluster\n\n  A lesson makes one; so does doklab up. What you have\n  proved can be replayed on it.',
		],
		[
			'stopped',
			{state: 'stopped', message: 'Its objects are kept in /home/learner/state.'},
			'– The cluster is stopped; what it held is kept\n\n  Its objects are kept in /home/learner/state.\n\n  doklab up starts it again.',
		],
		[
			'broken',
			{state: 'broken', message: 'connect ECONNREFUSED'},
			'✗ The cluster does not answer\n\n  connect ECONNREFUSED\n\n  doklab status says what runs. Start it anew: doklab down,\n  then doklab up.',
		],
		['unknown', {state: 'unknown', message: ''}, '◐ Looking at the cluster…'],
	])('a cluster that is %s', (_, more, text) => {
		expect(show(replicating(more))).toBe(text);
	});

	test('what to do stays when there is little room', () => {
		const broken = replicating({state: 'broken', message: 'a long reason '.repeat(20)});
		expect(show(broken, {height: 4})).toContain('doklab status says what runs.');
	});

	test('a namespace without a Pod', () => {
		expect(show(replicating({pods: [], claims: [], members: []}))).toBe(
			framed(`
				○ No Pod here yet. What the lessons start appears here at
				  once.

				● control-plane  Ready
				● worker  Ready
				● worker2  Ready
				● worker3  Ready
			`),
		);
	});

	test('a cluster without a node', () => {
		expect(show(replicating({nodes: [], pods: [], claims: [], members: []}))).toBe(
			'○ No node has joined yet. Pods need one to run on.',
		);
	});

	test('standbys without a primary, and two primaries', () => {
		expect(show(replicating({members: [standby('postgres-1', {state: undefined})]}))).toContain(
			'◐ No primary answers: nobody can write.',
		);
		expect(show(replicating({members: [primary('postgres-0'), primary('postgres-1')]}))).toContain(
			'✗ 2 primaries: they take different writes.',
		);
	});
});

test('what PostgreSQL said last does not count for a Pod that is going', () => {
	const going = replicating({pods: [pod('postgres-0', pictures.worker, {status: 'Terminating'})]});
	expect(show(going)).toContain('│ ◐ Terminating');
});

test('the cluster cannot write escapes on the screen', () => {
	const message = 'back-off \u001B[31mred\u001B[0m\u0007';
	const failing = pod('check', pictures.worker, {status: 'Error', isReady: false, message});
	expect(show(replicating({pods: [failing]}), {width: 40})).toContain('     back-off red');
});

test.each([
	[0, '0 kB'],
	[1, '1 kB'],
	[1024 * 1023, '1023 kB'],
	[3_500_000, '3.3 MB'],
	[16 * 1024 * 1024, '16 MB'],
	[5 * 1024 ** 3, '5.0 GB'],
])('%i bytes are %s', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});

describe('every picture keeps to its width and height', () => {
	const all = {
		replicating: replicating(),
		cloning: cloning(),
		waiting: waiting(),
		away: away(),
		troubled: troubled(),
		absent: replicating({state: 'absent'}),
		broken: replicating({state: 'broken', message: 'no route to host '.repeat(9)}),
	};
	test.each(Object.entries(all))('%s', (_, picture) => {
		for (const language of ['en', 'ja'] as const) {
			for (const isUnicode of [true, false]) {
				for (let width = 30; width <= 130; width++) {
					for (const height of [1, 3, 6, 12, 40]) {
						const lines = show(picture, {width, height, language, isUnicode, colors: 1}).split('\n');
						expect(lines.length).toBeLessThanOrEqual(height);
						expect(Math.max(...lines.map(columnsOf)), `${width}x${height}`).toBeLessThanOrEqual(width);
					}
				}
			}
		}
	});

	test.each(Object.entries(all))('%s says the same without colours', (_, picture) => {
		// oxlint-disable-next-line no-control-regex -- the escapes of colours are what is taken away
		const plain = show(picture, {colors: 1}).replaceAll(/\u001B\[[\d;]*m/g, '');
		expect(plain).toBe(show(picture));
	});
});
