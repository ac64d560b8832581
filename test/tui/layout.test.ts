import {describe, expect, test} from 'vitest';
import {layoutOf} from '../../src/tui/layout.ts';
import {scrolledTop, windowOf, type Content} from '../../src/tui/window.ts';

describe('the layout', () => {
	test.each([
		[59, 18, 'tooSmall'],
		[60, 17, 'tooSmall'],
		[60, 18, 'narrow'],
		[99, 60, 'narrow'],
		[100, 24, 'normal'],
		[129, 24, 'normal'],
		[130, 24, 'wide'],
		[300, 80, 'wide'],
	])('of %d x %d is %s', (columns, rows, kind) => {
		expect(layoutOf({columns, rows}, 'lesson', 35).kind).toBe(kind);
	});

	test('never takes more room than there is, and leaves enough to read in', () => {
		for (let columns = 60; columns <= 320; columns++) {
			const {panes, margin} = layoutOf({columns, rows: 30}, 'lesson', 35);
			const list = panes.lessons === undefined ? 0 : panes.lessons.width + 3;
			const side = panes.cluster === undefined ? 0 : panes.cluster.width + 3;
			const lesson = panes.lesson!.width;
			expect({columns, fits: margin + list + lesson + side <= columns, isReadable: lesson >= 50}).toEqual({
				columns,
				fits: true,
				isReadable: true,
			});
		}
	});

	test('the side pane is as high as the lesson, with a line between cluster and output', () => {
		const {panes, body} = layoutOf({columns: 160, rows: 45}, 'lesson', 35);
		expect(panes.cluster!.height + 1 + panes.output!.height).toBe(body.height);
	});

	test('shows one pane where it is narrow, and keeps the list where it is not', () => {
		expect(Object.keys(layoutOf({columns: 80, rows: 24}, 'cluster', 30).panes)).toEqual(['cluster']);
		expect(Object.keys(layoutOf({columns: 120, rows: 24}, 'cluster', 30).panes)).toEqual([
			'lessons',
			'cluster',
		]);
		expect(Object.keys(layoutOf({columns: 120, rows: 24}, 'lessons', 30).panes)).toEqual([
			'lessons',
			'lesson',
		]);
	});
});

describe('a window', () => {
	const lines = Array.from({length: 50}, (_, index) => `line ${index}`);

	test('begins at the beginning, and follows its focus', () => {
		expect(windowOf({lines}, 10, undefined, '---').top).toBe(0);
		expect(windowOf({lines, focus: {from: 30, to: 35}}, 10, undefined, '---').top).toBe(29);
		expect(windowOf({lines, focus: {from: 30, to: 45}}, 10, undefined, '---').top).toBe(30);
		expect(windowOf({lines, focus: {from: 49, to: 50}}, 10, undefined, '---').top).toBe(40);
	});

	test('does not go beyond its ends', () => {
		const window = windowOf({lines}, 10, 100, '---');
		expect(window).toMatchObject({top: 40, room: 10, total: 50});
		expect(scrolledTop(window, 5)).toBe(40);
		expect(scrolledTop(window, -Infinity)).toBe(0);
		expect(scrolledTop(window, -3)).toBe(37);
		expect(scrolledTop(windowOf({lines: ['one']}, 10, 0, '---'), 1)).toBe(0);
	});

	test('shows the card at its bottom while it is out of sight, and in its place when it comes into sight', () => {
		const content: Content = {
			lines,
			card: {at: {from: 20, to: 23}, docked: () => ['card 1', 'card 2']},
		};
		const above = windowOf(content, 10, 0, '---');
		expect(above.lines).toEqual([...lines.slice(0, 7), '---', 'card 1', 'card 2']);
		expect(above.room).toBe(7);
		expect(windowOf(content, 10, 13, '---').lines).toEqual(lines.slice(13, 23));
		expect(windowOf(content, 10, 12, '---').lines.at(-1)).toBe('card 2');
	});
});
