import type {Step} from '../../lesson/types.ts';
import type {PlacedStep} from '../selectors.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';

/** On the card: the newest hint that was asked for, and that there is another. */
export function hintLine({step, state}: PlacedStep, {width, theme, language}: LineOptions): string[] {
	const {hints} = step;
	if (hints.length === 0 || state.proved) {
		return [];
	}

	const shown = Math.min(state.hintsShown, hints.length);
	const say = words[language];
	const newest =
		shown === 0 ? [] : wrap(hints[shown - 1]![language], width, {first: theme.waiting('? '), rest: '  '});
	return shown === hints.length ? newest : [...newest, theme.quiet(`h ${next(shown, hints.length, say)}`)];
}

/** All hints of a step that were asked for, the newest last. */
export function hintLines(step: Pick<Step, 'hints'>, shown: number, options: LineOptions): string[] {
	const {width, theme, language} = options;
	const {hints} = step;
	const say = words[language];
	if (hints.length === 0) {
		return wrap(say.noHints, width);
	}

	const tiers = hints
		.slice(0, shown)
		.flatMap((hint, index) => [
			theme.strong(
				index + 1 === hints.length && index > 0 ? say.solution : say.hint(index + 1, hints.length),
			),
			...wrap(hint[language], width, {first: '  ', rest: '  '}),
			'',
		]);
	return [
		...tiers,
		...wrap(theme.quiet(shown >= hints.length ? say.lastHint : `h ${next(shown, hints.length, say)}`), width),
	];
}

// The last tier is the answer.
function next(shown: number, count: number, say: (typeof words)['en']): string {
	return shown + 1 === count && count > 1 ? say.nextSolution : say.nextHint(shown + 1, count);
}
