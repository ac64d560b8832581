import {expect, test} from 'vitest';
import type {WorkshopEvent} from '../../src/engine/workshop-events.ts';
import {memoize} from '../../src/tui/memo.ts';
import {reduce, type UiAction} from '../../src/tui/reducer.ts';
import {focusedCommand, focusedStep, proceeding, progressOf} from '../../src/tui/selectors.ts';
import {createStore} from '../../src/tui/store.ts';
import type {UiState} from '../../src/tui/state.ts';
import {at, green, happen, red, start} from './states.ts';

const where = {run: 1, lesson: 'statefulset', step: 'members'};

test('a burst of actions is told once', async () => {
	const store = createStore<UiState, UiAction>(start(), reduce);
	let told = 0;
	store.subscribe(() => told++);
	store.dispatch({type: 'paneChosen', pane: 'output'});
	store.dispatch({type: 'paneChosen', pane: 'cluster'});
	expect(store.getState().pane).toBe('cluster');
	expect(told).toBe(0);
	await Promise.resolve();
	expect(told).toBe(1);
});

test('what changes nothing is not told', async () => {
	const store = createStore<UiState, UiAction>(start(), reduce);
	let told = 0;
	store.subscribe(() => told++);
	store.dispatch({type: 'overlayClosed'});
	await Promise.resolve();
	expect(told).toBe(0);
});

test('a memoized function computes again only when its inputs change', () => {
	let computed = 0;
	const double = memoize(
		({value}: {value: number}) => [value],
		({value}) => [computed++, value * 2],
	);
	const first = double({value: 1});
	expect(double({value: 1})).toBe(first);
	expect(double({value: 2})).toEqual([1, 4]);
});

test('Enter runs a step, waits for its checks, runs it again when one is red, and goes on when it is proved', () => {
	let state = at('statefulset', 'members');
	expect(proceeding(state)).toBe('run');
	state = happen(state, {
		type: 'actionStarted',
		...where,
		index: 0,
		action: 'apply',
		command: 'kubectl apply',
	});
	expect(proceeding(state)).toBe('wait');
	state = happen(state, {type: 'actionFinished', ...where, index: 0, durationMs: 5, ok: true});
	expect(proceeding(state)).toBe('wait');
	state = happen(state, {
		type: 'checkChanged',
		...where,
		check: 'ready',
		phase: 'after',
		state: red('no member'),
	});
	expect(proceeding(state)).toBe('again');
	state = happen(state, {type: 'stepProved', ...where, byHand: false, durationMs: 9});
	expect(proceeding(state)).toBe('next');
});

test('an action that failed can be run again', () => {
	const state = happen(
		at('statefulset', 'members'),
		{type: 'actionStarted', ...where, index: 0, action: 'apply', command: 'kubectl apply'},
		{type: 'actionFinished', ...where, index: 0, durationMs: 5, ok: false, message: 'no such host'},
	);
	expect(proceeding(state)).toBe('again');
	expect(focusedStep(state)?.state.actions[0]).toMatchObject({status: 'failed', message: 'no such host'});
});

test('a step to look at goes on when its checks are green, and looks again when not', () => {
	const look = {run: 1, lesson: 'statefulset', step: 'names'};
	const state = at('statefulset', 'names');
	expect(proceeding(state)).toBe('verify');
	const seen = happen(
		state,
		{type: 'checkChanged', ...look, check: 'dns', phase: 'after', state: green()},
		{type: 'checkChanged', ...look, check: 'roles', phase: 'after', state: green()},
	);
	expect(proceeding(seen)).toBe('lessonEnd');
});

test('output comes in pieces, in lines, with carriage returns, and keeps its streams apart', () => {
	const write = (text: string, stream: 'stdout' | 'stderr' = 'stdout'): WorkshopEvent => ({
		type: 'actionOutput',
		...where,
		index: 0,
		stream,
		text,
	});
	const state = happen(
		at('statefulset', 'members'),
		{type: 'actionStarted', ...where, index: 0, action: 'apply', command: 'kubectl apply'},
		write('one\ntw'),
		write('o\n10 %\r20 %\r'),
		write('30 %\r\n'),
		write('warning', 'stderr'),
	);
	expect(state.output.at(-1)?.lines).toEqual([
		{stream: 'stdout', text: 'one', isOpen: false},
		{stream: 'stdout', text: 'two', isOpen: false},
		{stream: 'stdout', text: '30 %', isOpen: false},
		{stream: 'stderr', text: 'warning', isOpen: true},
	]);
	expect(focusedStep(state)?.state.actions[0]?.newestLine).toBe('warning');
});

test('what a long command wrote first is dropped, and counted', () => {
	const state = happen(
		at('statefulset', 'members'),
		{type: 'actionStarted', ...where, index: 0, action: 'run', command: 'yes'},
		{type: 'actionOutput', ...where, index: 0, stream: 'stdout', text: 'y\n'.repeat(2100)},
	);
	expect(state.output[0]).toMatchObject({dropped: 100});
	expect(state.output[0]?.lines).toHaveLength(2000);
});

test('what succeeded is folded when the next command starts; what failed stays open', () => {
	const run = (index: number, ok: boolean): WorkshopEvent[] => [
		{type: 'actionStarted', ...where, index, action: 'apply', command: `command ${index}`},
		{type: 'actionFinished', ...where, index, durationMs: 1, ok},
	];
	const state = happen(at('statefulset', 'members'), ...run(0, true), ...run(1, false), ...run(2, true));
	expect(state.output.map(({isFolded}) => isFolded)).toEqual([true, false, false]);
	expect(reduce(state, {type: 'outputFolded'}).output.map(({isFolded}) => isFolded)).toEqual([
		true,
		true,
		true,
	]);
});

test('what was proved in earlier sessions counts, and what is lost is offered to be rebuilt', () => {
	const state = happen(start(), {
		type: 'resumed',
		platform: 'playground',
		proved: ['tools'],
		lost: ['storage'],
		steps: [{lesson: 'tools', step: 'versions'}],
		lesson: 'statefulset',
		step: 'members',
	});
	expect(state).toMatchObject({
		phase: 'ready',
		focus: {lesson: 'statefulset', step: 'members'},
		overlay: {type: 'confirm', question: {type: 'rebuild', lost: ['storage']}},
	});
});

test('a replay counts the lessons that are done', () => {
	const state = happen(
		start(),
		{type: 'workStarted', work: 'replay', lessons: ['tools', 'cluster']},
		{type: 'lessonChanged', lesson: 'tools', status: 'proved', durationMs: 10},
	);
	expect(state.work).toMatchObject({done: ['tools'], lessons: ['tools', 'cluster']});
	expect(progressOf(state)).toEqual({proved: 1, all: state.course.lessons.length});
	const ended = happen(state, {type: 'workEnded', work: 'replay', ok: false, message: 'storage: no class'});
	expect(ended).toMatchObject({work: undefined, notice: {level: 'warning', text: 'storage: no class'}});
});

test('a step that is reopened can be run again', () => {
	const state = happen(
		at('statefulset', 'members'),
		{type: 'stepProved', ...where, byHand: true, durationMs: 1},
		{type: 'stepReopened', lesson: 'statefulset', step: 'members'},
	);
	expect(proceeding(state)).toBe('run');
	expect(focusedCommand(state)).toBe('kubectl apply -f manifests/70-statefulset.yaml');
});

test('a manifest that was read for a page that is closed is let go', () => {
	const state = reduce(start(), {
		type: 'manifestRead',
		file: 'a.yaml',
		text: 'a: 1',
		notes: new Map(),
		live: undefined,
		message: undefined,
	});
	expect(state.overlay).toBeUndefined();
});
