import {describe, expect, test} from 'vitest';
import {createFrame} from '../../src/tui/frame.ts';
import type {Overlay, Pane, UiState} from '../../src/tui/state.ts';
import {width} from '../../src/lib/text/width.ts';
import {createTheme} from '../../src/tui/theme.ts';
import {nodes, replicating} from './views/cluster-pictures.ts';
import {at, happen, start} from './states.ts';

const plain = createFrame(createTheme({colors: 0, isUnicode: true}));

function everyLine(state: UiState, frame = plain): Array<{line: string; room: number}> {
	const {panes} = frame.layout(state);
	const {columns} = state.size;
	const fromPanes = Object.entries(panes).flatMap(([name, area]) =>
		frame.pane(state, name as Pane).lines.map((line) => ({line, room: area.width})),
	);
	const page = frame.page(state)?.lines ?? [];
	const drawer = frame.drawer(state) ?? [];
	return [
		...fromPanes,
		...[...page, ...drawer].map((line) => ({line, room: columns - 1})),
		...[frame.header(state), frame.news(state), frame.footer(state)].map((line) => ({line, room: columns})),
	];
}

describe('no line is wider than its place', () => {
	const sizes = [
		{columns: 60, rows: 18},
		{columns: 80, rows: 24},
		{columns: 100, rows: 30},
		{columns: 131, rows: 40},
		{columns: 160, rows: 45},
		{columns: 220, rows: 60},
	];
	const overlays: Array<Overlay | undefined> = [
		undefined,
		{type: 'help'},
		{type: 'find', query: '', selected: 3},
		{type: 'hints', lesson: 'statefulset', step: 'members'},
		{type: 'confirm', question: {type: 'replay', lesson: 'statefulset', missing: ['service', 'storage']}},
		{type: 'confirm', question: {type: 'rebuild', lost: ['service', 'storage']}},
	];
	for (const size of sizes) {
		test.each(['en', 'ja'] as const)(`at ${size.columns}x${size.rows} in %s`, (language) => {
			for (const isUnicode of [true, false]) {
				const frame = createFrame(createTheme({colors: 1, isUnicode}));
				for (const pane of ['lessons', 'lesson', 'cluster', 'output'] as const) {
					for (const overlay of overlays) {
						const state = at('statefulset', 'members', {
							size,
							language,
							pane,
							overlay,
							cluster: replicating(),
						});
						const tooWide = everyLine(state, frame).filter(({line, room}) => width(line) > room);
						expect(tooWide).toEqual([]);
					}
				}
			}
		});
	}
});

describe('the header', () => {
	test('says where one is, how far, and how the cluster is', () => {
		const state = at('statefulset', 'members', {cluster: replicating()});
		expect(plain.header(state)).toMatch(
			/^ doklab  PostgreSQL on Kubernetes +7\/11  ░{22}  playground ● 4 nodes  EN$/,
		);
	});

	test('names the lesson where it is narrow, and lets the bar go first', () => {
		const state = (columns: number) =>
			at('statefulset', 'members', {size: {columns, rows: 24}, cluster: replicating()});
		expect(plain.header(state(80))).toMatch(
			/^ 7\/11 {2}StatefulSet: three members +░{11} {2}playground ● 4 nodes {2}EN$/,
		);
		expect(plain.header(state(60))).toMatch(
			/^ 7\/11 {2}StatefulSet: three members +playground ● 4 nodes {2}EN$/,
		);
	});

	test('says what is wrong with the cluster, never by colour alone', () => {
		const [first, ...others] = nodes;
		const broken = replicating({nodes: [{...first!, ready: false}, ...others]});
		expect(plain.header(start({cluster: broken}))).toContain('playground ◐ 3 of 4 nodes');
		expect(plain.header(start({cluster: replicating({state: 'broken'})}))).toContain('playground ✗ broken');
		expect(plain.header(start({cluster: replicating({state: 'absent'}), language: 'ja'}))).toContain(
			'playground ○ クラスタなし',
		);
	});

	test('has a clock for a presenter', () => {
		expect(plain.header(start({isPresenting: true}))).toMatch(/EN {2}\d\d:\d\d$/);
	});
});

describe('the list of lessons', () => {
	test('has a sign for each state, and a pointer', () => {
		const state = happen(
			at('cluster', 'playground'),
			{type: 'lessonChanged', lesson: 'tools', status: 'proved', durationMs: 1},
			{type: 'lessonChanged', lesson: 'cluster', status: 'open', durationMs: 1},
			{type: 'lessonChanged', lesson: 'namespace', status: 'unavailable', durationMs: 0},
		);
		expect(plain.pane(state, 'lessons').lines.slice(0, 4)).toEqual([
			'  ✓ Tools',
			'▸ ◐ A cluster of four nodes',
			'  – A namespace for the database',
			'  ○ Configuration outside the i…',
		]);
	});
});

describe('the line above the keys', () => {
	test('is one calm line, and the way on, when a lesson is proved', () => {
		const state = happen(
			at('statefulset', 'names'),
			{type: 'stepProved', lesson: 'statefulset', step: 'names', byHand: false, durationMs: 1},
			{type: 'lessonChanged', lesson: 'statefulset', status: 'proved', durationMs: 61_000},
		);
		expect(plain.news(state)).toContain(
			'✓ StatefulSet: three members: proved in 1 min 1 s.  ↵ goes on to Is it replicating?',
		);
	});

	test('says how far a replay is', () => {
		const state = happen(
			start(),
			{type: 'workStarted', work: 'replay', lessons: ['tools', 'cluster']},
			{type: 'lessonChanged', lesson: 'tools', status: 'proved', durationMs: 1},
		);
		expect(plain.news(state)).toContain('◐ Replaying 2/2  A cluster of four nodes');
	});

	test('says how much is out of sight', () => {
		expect(plain.news(start({size: {columns: 80, rows: 24}}))).toMatch(/ ↓ \d+$/);
	});
});

describe('the footer', () => {
	test('always has the way to all keys', () => {
		for (const columns of [60, 80, 120, 160]) {
			const line = plain.footer(at('statefulset', 'members', {size: {columns, rows: 24}}));
			expect(line).toMatch(/^ ↵ run {3}↑↓ scroll .*\? all keys$/);
		}
	});

	test('is ASCII where the terminal is', () => {
		const ascii = createFrame(createTheme({colors: 0, isUnicode: false}));
		const line = ascii.footer(at('statefulset', 'members', {language: 'en', size: {columns: 80, rows: 24}}));
		expect(line).toMatch(/^ Enter run {3}Up\/Down scroll/);
		expect(line).toMatch(/^[ -~]*$/);
	});
});

test('without colours there are none', () => {
	const state = at('statefulset', 'members', {cluster: replicating(), size: {columns: 160, rows: 45}});
	for (const {line} of everyLine(state)) {
		// oxlint-disable-next-line no-control-regex
		expect(line).not.toMatch(/\u001B/);
	}
});

test('what has not changed is not computed again', () => {
	const state = at('statefulset', 'members', {cluster: replicating(), size: {columns: 160, rows: 45}});
	const frame = createFrame(createTheme({colors: 0, isUnicode: true}));
	const before = frame.pane(state, 'lesson');
	expect(frame.pane({...state, output: [], notice: {level: 'info', text: 'x'}}, 'lesson')).toBe(before);
	const cluster = frame.pane(state, 'cluster');
	expect(frame.pane({...state, pane: 'output'}, 'cluster')).toBe(cluster);
});
