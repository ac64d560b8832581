import {expect, test} from 'vitest';
import {renderMarkdown} from '../../../src/tui/markdown/markdown.ts';
import {course, plain} from '../views/samples.ts';

const texts = course.lessons.flatMap(({introduction, steps}) => [
	introduction,
	...steps.map(({body}) => body),
]);

test('in no lesson a line starts with a closing mark or a small kana, or ends with an opening one', () => {
	for (let width = 40; width <= 160; width += 7) {
		const lines = texts.flatMap(({ja}) => renderMarkdown(ja, {width, theme: plain}));
		const wrong = lines.filter((line) =>
			/^ *[、。」』）)ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]|[「『（(]$/.test(line),
		);
		expect(wrong, `at ${width}`).toEqual([]);
	}
});

test('in no lesson a word or a number is cut in prose', () => {
	const words = (lines: string[]) => lines.join('\n').match(/[A-Za-z0-9_]+/g) ?? [];
	const prose = texts.map(({en}) => en.replaceAll(/```[\s\S]*?```|^\|.*$/gm, ''));
	for (const text of prose) {
		const whole = words(renderMarkdown(text, {width: 1000, theme: plain}));
		for (let width = 40; width <= 160; width += 7) {
			expect(words(renderMarkdown(text, {width, theme: plain})), `at ${width}`).toEqual(whole);
		}
	}
});
