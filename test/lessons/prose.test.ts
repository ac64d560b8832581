import {expect, test} from 'vitest';
import {course} from './course.ts';

interface Section {
	place: string;
	en: string;
	ja: string;
}

const sections: Section[] = course.lessons.flatMap((lesson) => [
	{place: lesson.id, ...lesson.introduction},
	...lesson.steps.map((step) => ({place: `${lesson.id}/${step.id}`, ...step.body})),
]);

test.each(sections)('$place has the same code in both languages', ({en, ja}) => {
	expect(codeOf(ja)).toEqual(codeOf(en));
});

// Less than a minute of reading each.
test.each(sections)('$place can be read standing up', ({en, ja}) => {
	expect(wordsOf(en)).toBeLessThanOrEqual(120);
	expect(charactersOf(ja)).toBeLessThanOrEqual(400);
});

test.each(sections)('$place says something in both languages', ({en, ja}) => {
	expect(wordsOf(en)).toBeGreaterThan(20);
	expect(charactersOf(ja)).toBeGreaterThan(40);
	expect(ja).toMatch(/[ぁ-ん]/);
});

test.each(sections)('$place keeps spaces between Japanese and Latin letters', ({ja}) => {
	const text = withoutCode(ja).replaceAll(/`[^`]*`/g, 'code');
	expect(text.match(/[ぁ-んァ-ヶ一-龠][A-Za-z0-9]|[A-Za-z0-9][ぁ-んァ-ヶ一-龠]/g)).toBeNull();
});

test('steps have headings in both languages', () => {
	for (const lesson of course.lessons) {
		for (const {id, heading} of lesson.steps) {
			expect(heading.ja, `${lesson.id}/${id}`).not.toBe(heading.en);
		}
	}
});

function codeOf(markdown: string): string[] {
	return markdown.match(/^```[^]*?^```/gm) ?? [];
}

function withoutCode(markdown: string): string {
	return markdown.replaceAll(/^```[^]*?^```/gm, '');
}

function wordsOf(markdown: string): number {
	return proseOf(markdown).match(/[\p{L}\d][\p{L}\d'’.-]*/gu)?.length ?? 0;
}

function charactersOf(markdown: string): number {
	return proseOf(markdown).replaceAll(/\s/g, '').length;
}

// A span of code is read as one word; a table is looked at, not read.
function proseOf(markdown: string): string {
	return withoutCode(markdown)
		.replaceAll(/^\|.*$/gm, '')
		.replaceAll(/`[^`]*`/g, 'code');
}
