import {describe, expect, test} from 'vitest';
import {footerItems} from '../../src/tui/footer.ts';
import {bindings, contextOf, intentOf, keyNames, type Context} from '../../src/tui/keys.ts';
import {at, happen, start} from './states.ts';

const none = {
	upArrow: false,
	downArrow: false,
	pageUp: false,
	pageDown: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	tab: false,
	backspace: false,
	delete: false,
	shift: false,
	ctrl: false,
	meta: false,
};

describe('names of keys', () => {
	test.each([
		['a letter', 'n', {}, ['n']],
		['a capital', 'R', {shift: true}, ['R']],
		['Enter', '\r', {return: true}, ['enter']],
		['an arrow', '', {upArrow: true}, ['up']],
		['Shift and Tab', '', {tab: true, shift: true}, ['shift+tab']],
		['Ctrl-C', 'c', {ctrl: true}, ['ctrl+c']],
		['Japanese', '検索', {}, ['検', '索']],
		['several keys in one piece', 'n\r', {}, ['n', 'enter']],
	])('%s', (_, input, flags, names) => {
		expect(keyNames(input, {...none, ...flags})).toEqual(names);
	});
});

test.each<Context>(['main', 'lessons', 'find', 'confirm', 'summary', 'reading'])(
	'no key has two meanings in the context %s',
	(context) => {
		const keys = bindings.filter((one) => one.contexts.includes(context)).flatMap((one) => one.keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	},
);

test('every key says what it does in both languages', () => {
	expect(bindings.filter(({description: {en, ja}}) => en === '' || ja === '')).toEqual([]);
});

test('in the search letters are letters', () => {
	const state = start({overlay: {type: 'find', query: '', selected: 0}});
	expect(contextOf(state)).toBe('find');
	expect(intentOf(state, 'q')).toBeUndefined();
	expect(intentOf(state, 'k')).toBeUndefined();
	expect(intentOf(state, 'down')).toBe('lineDown');
	expect(intentOf(state, 'escape')).toBe('close');
});

test('Ctrl-C means the same everywhere', () => {
	expect(intentOf(start({overlay: {type: 'find', query: '', selected: 0}}), 'ctrl+c')).toBe('interrupt');
	expect(intentOf(start({overlay: {type: 'help'}}), 'ctrl+c')).toBe('interrupt');
	expect(intentOf(start(), 'ctrl+c')).toBe('interrupt');
});

test('a key that can do nothing now does nothing', () => {
	expect(intentOf(at('statefulset', 'names'), 'v')).toBeUndefined();
	expect(intentOf(at('statefulset', 'members'), 'v')).toBe('manifest');
	expect(intentOf(start(), 'P')).toBeUndefined();
	expect(intentOf(start(), 'B')).toBeUndefined();
});

test('the footer names what Enter does now, and how to stop what runs', () => {
	const labels = (state = at('statefulset', 'members')) => footerItems(state, true).map(({label}) => label);
	expect(labels()[0]).toBe('run');
	const running = happen(at('statefulset', 'members'), {
		type: 'actionStarted',
		run: 1,
		lesson: 'statefulset',
		step: 'members',
		index: 0,
		action: 'apply',
		command: 'kubectl apply',
	});
	expect(labels(running)[0]).toBe('stop');
	expect(labels(running)).not.toContain('run');
	expect(labels(at('statefulset', 'members', {language: 'ja'}))[0]).toBe('実行');
});
