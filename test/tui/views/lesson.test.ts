import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {lessonLines} from '../../../src/tui/views/lesson.ts';
import {stepCardLines} from '../../../src/tui/views/step-card.ts';
import {ascii, colored, course, placedSteps, plain, sampleStep} from './samples.ts';

const [lesson] = course.lessons;
const sample = {
	...lesson!,
	title: {en: 'StatefulSet', ja: 'StatefulSet'},
	introduction: {en: 'Members are not alike.', ja: 'メンバーは同じではありません。'},
};
const proved = sampleStep({proved: true, durationMs: 4100});
const byHand = sampleStep({proved: true, durationMs: 4100, byHand: true});
const later = sampleStep();
proved.step.id = 'one';
byHand.step.id = 'two';
later.step.id = 'last';
const options = {width: 60, theme: plain, language: 'en'} as const;
const view = {
	lesson: sample,
	steps: [proved, byHand, sampleStep(), later],
	focus: 'start',
	enter: 'run',
	now: 0,
} as const;

test('a lesson: what it is about, proved steps with their time, the card of the step in focus, the others quiet', () => {
	const {lines, focus} = lessonLines({...view, steps: [...view.steps]}, options);
	expect(lines).toEqual([
		'  StatefulSet',
		'',
		'  Members are not alike.',
		'',
		'  ✓ Start three members                                4.1 s',
		'',
		'  Each clones the primary.',
		'',
		'  ✓ Start three members                  done by hand, 4.1 s',
		'',
		'  Each clones the primary.',
		'',
		'▌ ○ Start three members',
		'▌',
		'▌ Each clones the primary.',
		'▌',
		'▌ $ kubectl apply -f manifests/x.yaml         ↵ run   v view',
		'▌',
		'▌  ○ postgres-0 is there',
		'▌  ○ three members are Ready',
		'▌',
		'▌ h hint 1 of 2',
		'',
		'  ○ Start three members',
		'',
		'  Each clones the primary.',
		'',
		'  $ kubectl apply -f manifests/x.yaml',
	]);
	expect(focus).toEqual({from: 12, to: 22, card: 16});
});

test('the card of the step in focus is the one that stands alone elsewhere', () => {
	const {lines, focus} = lessonLines({...view, steps: [...view.steps]}, options);
	const card = stepCardLines({...sampleStep(), enter: 'run', now: 0}, options);
	expect(lines.slice(focus.card, focus.to)).toEqual(card);
	const without = lessonLines({...view, steps: [...view.steps]}, {...options, hasCard: false});
	expect(without.lines.slice(without.focus.from, without.focus.to)).toEqual(lines.slice(12, 15));
});

test('a lesson that is not for this platform says so', () => {
	const other = {...sample, on: ['kind' as const]};
	expect(lessonLines({...view, lesson: other, steps: []}, options).lines.slice(0, 3)).toEqual([
		'  StatefulSet',
		'',
		'  This lesson is only for kind.',
	]);
});

test('for a presenter there is more air, and the same words', () => {
	const calm = lessonLines({...view, steps: [...view.steps]}, options).lines;
	const airy = lessonLines({...view, steps: [...view.steps]}, {...options, isSpacious: true}).lines;
	expect(airy.length).toBeGreaterThan(calm.length);
	const words = (lines: string[]) => lines.filter((line) => line.trim() !== '' && line !== '▌');
	expect(words(airy)).toEqual(words(calm));
});

test.each(['en', 'ja'] as const)(
	'no line of any lesson in %s is wider than its pane, at any width',
	(language) => {
		for (const each of course.lessons) {
			for (let width = 40; width <= 160; width += 7) {
				const theme = [plain, ascii, colored][width % 3]!;
				const steps = placedSteps(each, 'kind', width);
				for (const {step} of steps) {
					const isSpacious = width % 2 === 0;
					const {lines} = lessonLines(
						{lesson: each, steps, focus: step.id, enter: 'again', now: 61_000, isEvidenceOpen: isSpacious},
						{width, theme, language, isSpacious},
					);
					for (const line of lines) {
						expect(stringWidth(line), `${each.id}/${step.id} at ${width}: ${line}`).toBeLessThanOrEqual(
							width,
						);
					}
				}
			}
		}
	},
);
