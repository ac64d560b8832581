import type {CheckState} from '../../engine/events.ts';
import type {Check} from '../../lesson/types.ts';
import {formatDuration, formatRunning} from '../../lib/text/duration.ts';
import {spread} from '../../lib/text/fit.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';

export interface CheckView {
	check: Pick<Check, 'title'>;
	/** Undefined: nobody has looked yet. */
	state: CheckState | undefined;
	/** The step's actions have started: a check that is not green is being waited for. */
	isUnderWay: boolean;
	/** Milliseconds that it is waited for; undefined where nobody counts. */
	waitedMs: number | undefined;
	/** What is said below a check that is not green: nothing, the one sentence why, or all that is known. */
	detail: Detail;
	/** Show what is under "evidence". */
	isOpen: boolean;
}

export type Detail = 'none' | 'sentence' | 'all';

const inset = '  ';

/** A check: its sign, title and time; where it is not green, how far it is and why not. */
export function checkLines(view: CheckView, options: LineOptions): string[] {
	const {width, theme} = options;
	const {state} = view;
	const title = view.check.title[options.language];
	const head = (sign: string, right: string) => {
		const [first = '', ...rest] = titleLines(title, width - 2 - (right === '' ? 0 : widthOf(right) + 2));
		const start = spread(`${sign} ${first}`, theme.quiet(right), width, theme.signs.ellipsis);
		return [right === '' ? `${sign} ${first}` : start, ...rest.map((line) => inset + line)];
	};

	switch (state?.status) {
		case undefined:
			return head(theme.quiet(theme.signs.open), '');
		case 'green':
			return head(theme.proved(theme.signs.proved), formatDuration(state.durationMs));
		case 'red':
			return [
				...head(theme.failed(theme.signs.failed), formatDuration(state.durationMs)),
				...redLines(state, view, {...options, width: width - 2}).map((line) => inset + line),
			];
		case 'waiting': {
			const sign = view.isUnderWay ? theme.waiting(theme.signs.waiting) : theme.quiet(theme.signs.open);
			const times = view.isUnderWay && view.waitedMs !== undefined ? [formatRunning(view.waitedMs)] : [];
			const right = [...progress(state, options), ...times].join('   ');
			const seen = view.detail === 'none' ? undefined : (state.message ?? seenNow(state));
			return [
				...head(sign, right),
				...(seen === undefined
					? []
					: wrap(theme.quiet(plainText(seen)), width, {first: inset, rest: inset}).slice(0, 4)),
			];
		}
	}
}

function titleLines(title: string, width: number): string[] {
	return wrap(title, Math.max(12, width));
}

// "2 of 3": where something is counted up to a number. An exit code of 2 instead of 0 is no such count.
function progress(state: CheckState, {language}: LineOptions): string[] {
	const [first] = state.mismatches;
	if (first === undefined || !isCount(state)) {
		return [];
	}

	return [language === 'ja' ? `${first.found}/${first.expected}` : `${first.found} of ${first.expected}`];
}

function isCount({mismatches}: CheckState): boolean {
	const [first, ...others] = mismatches;
	return (
		first !== undefined &&
		others.length === 0 &&
		[first.found, first.expected].every((text) => /^\d+$/.test(text)) &&
		Number(first.found) < Number(first.expected)
	);
}

// What a probe found says something by itself, unless it only repeats an expression.
function seenNow(state: CheckState): string | undefined {
	const {found, mismatches} = state;
	const isExpression = mismatches.some(({path, found: value}) => path === '' && value === 'false');
	return found === '' || isExpression || isCount(state) ? undefined : found;
}

function redLines(state: CheckState, {detail, isOpen}: CheckView, options: LineOptions): string[] {
	const {theme, language, width} = options;
	const say = words[language];
	const {message, mismatches, evidence} = state;
	const byPath = mismatches.filter(({path}) => path !== '');
	const why = message === undefined ? [] : wrap(theme.failed(message), width);
	if (detail !== 'all') {
		return detail === 'none' ? [] : why.slice(0, 2);
	}

	return [
		...why,
		...(byPath.length > 0
			? byPath
					.slice(0, mostPaths)
					.flatMap((one) => [
						...wrap(one.path, width),
						...comparison(one, {...options, width: width - 2}).map((line) => inset + line),
					])
			: comparison(state, options)),
		...(byPath.length > mostPaths ? [theme.quiet(say.more(byPath.length - mostPaths))] : []),
		...(evidence.length === 0
			? []
			: isOpen
				? evidence.flatMap((item) => evidenceLines(item, options))
				: wrap(
						theme.quiet(
							`${theme.signs.pointer} ${say.evidence(evidence.map(({title}) => title).join(', '))}`,
						),
						width,
						{first: '', rest: inset},
					).slice(0, 2)),
	];
}

const mostPaths = 4;
const longestValue = 4;

/** Found against expected, one below the other, so that the eye compares them. */
function comparison(
	{expected, found}: {expected: string; found: string},
	{theme, language, width}: LineOptions,
): string[] {
	const say = words[language];
	const column = Math.max(widthOf(say.expected), widthOf(say.found)) + 2;
	return [[say.expected, expected] as const, [say.found, found] as const].flatMap(([label, value]) => {
		if (value === '') {
			return [];
		}

		const first = theme.quiet(label) + ' '.repeat(column - widthOf(label));
		const lines = wrap(value, width, {first, rest: ' '.repeat(column)});
		return lines.length <= longestValue
			? lines
			: [...lines.slice(0, longestValue - 1), ' '.repeat(column) + theme.quiet(theme.signs.ellipsis)];
	});
}

function evidenceLines(
	{title, lines}: {title: string; lines: string[]},
	{theme, width}: LineOptions,
): string[] {
	const edge = `${theme.quiet(theme.signs.frame.vertical)} `;
	return [
		...wrap(theme.quiet(title), width),
		...lines.flatMap((line) => wrap(plainText(line), width, {first: edge, rest: `${edge}  `})),
	];
}
