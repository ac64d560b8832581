import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import type {OutputBlock} from '../../../src/tui/state.ts';
import {hintLines} from '../../../src/tui/views/hints.ts';
import {outputLines} from '../../../src/tui/views/output.ts';
import {ascii, plain, sampleStep} from './samples.ts';

const block = (rest: Partial<OutputBlock> = {}): OutputBlock => ({
	id: 1,
	lesson: 'statefulset',
	step: 'start',
	index: 0,
	command: 'kubectl get pods',
	status: 'succeeded',
	durationMs: 400,
	message: undefined,
	lines: [
		{stream: 'stdout', text: 'NAME\tREADY', isOpen: false},
		{stream: 'stderr', text: '\u001B[31mWarning\u001B[0m: 古い API です', isOpen: false},
	],
	dropped: 0,
	isFolded: false,
	...rest,
});
const options = {width: 40, theme: plain, language: 'en'} as const;

test('an open block: the command, what it wrote, and errors with an edge of their own', () => {
	expect(outputLines([block()], options)).toEqual([
		'✓ $ kubectl get pods               0.4 s',
		'  │ NAME    READY',
		'  ! Warning: 古い API です',
	]);
});

test('folded ones are a line each, an open one has air above it', () => {
	const running = block({status: 'running', durationMs: undefined, lines: [], message: undefined});
	expect(
		outputLines([block({isFolded: true}), block({isFolded: true, dropped: 98}), block()], options),
	).toEqual([
		'✓ $ kubectl get pods      2 lines, 0.4 s',
		'✓ $ kubectl get pods    100 lines, 0.4 s',
		'',
		'✓ $ kubectl get pods               0.4 s',
		'  │ NAME    READY',
		'  ! Warning: 古い API です',
	]);
	expect(outputLines([running], {...options, theme: ascii})).toEqual(['~ $ kubectl get pods']);
});

test('a failure says why, silence and what was dropped are said too', () => {
	const failed = block({status: 'failed', lines: [], message: 'The command ended with exit code 1.'});
	expect(outputLines([failed], options)).toEqual([
		'✗ $ kubectl get pods               0.4 s',
		'  The command ended with exit code 1.',
	]);
	expect(outputLines([block({lines: []})], options)[1]).toBe('  It wrote nothing.');
	expect(outputLines([block({dropped: 1})], options)[1]).toBe('  … 1 line before this');
	expect(outputLines([], options)).toEqual(['Nothing has been run yet.']);
});

test('no line of output is wider than its pane', () => {
	const text = `${'とても長い行 '.repeat(20)}/a/path/${'x'.repeat(100)}`;
	const long = block({
		command: text,
		message: text,
		status: 'failed',
		lines: [{stream: 'stdout', text, isOpen: true}],
	});
	for (let width = 20; width < 120; width++) {
		for (const line of outputLines([long, {...long, isFolded: true}], {...options, width})) {
			expect(stringWidth(line)).toBeLessThanOrEqual(width);
		}
	}
});

test('hints come one by one, the last is the solution', () => {
	const {step} = sampleStep();
	expect(hintLines(step, 0, options)).toEqual(['h hint 1 of 2']);
	expect(hintLines(step, 1, options)).toEqual([
		'Hint 1 of 2',
		'  kubectl apply takes -f.',
		'',
		'h the solution',
	]);
	expect(hintLines(step, 2, options)).toEqual([
		'Hint 1 of 2',
		'  kubectl apply takes -f.',
		'',
		'Solution',
		'  kubectl apply -f manifests/x.yaml',
		'',
		'That was the last one.',
	]);
	expect(hintLines({hints: []}, 0, options)).toEqual(['There is no hint for this step.']);
});
