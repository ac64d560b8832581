import {proceedLabels} from '../footer.ts';
import type {Proceeding} from '../selectors.ts';
import type {ActionState} from '../state.ts';
import {formatDuration, formatRunning} from '../../lib/text/duration.ts';
import {pad, spread, truncate} from '../../lib/text/fit.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';

export interface ActionView {
	action: ActionState;
	/** Enter runs it. */
	isNext: boolean;
	/** What Enter does now. */
	enter: Proceeding;
	/** Milliseconds since the epoch. */
	now: number;
}

const mostCommandLines = 5;
const mostMessageLines = 8;

/** An action as one would type it, with the key that runs it or how it went, and its newest line while it runs. */
export function actionLines(view: ActionView, options: LineOptions): string[] {
	const {action} = view;
	const {theme, width} = options;
	const right = actionState(view, options);
	const prompt = theme.quiet('$');
	const room = width - (right === '' ? 0 : widthOf(right) + 2);
	const whole = wrapCommand(action.command, prompt, width, options);
	const beside = room < 8 ? whole : wrapCommand(action.command, prompt, room, options);
	// A command is easiest to read in one piece, so the key goes below it where both do not fit.
	const isBeside = beside.length <= whole.length && widthOf(beside[0]!) <= room;
	const shown = isBeside
		? beside.map((line, index) => (index === 0 ? spread(line, right, width, theme.signs.ellipsis) : line))
		: [...whole, ...(right === '' ? [] : [alignRight(right, width)])];
	const newest = action.status === 'running' ? plainText(action.newestLine ?? '') : '';
	const output = `  ${theme.quiet(`${theme.signs.frame.vertical} ${newest}`)}`;
	return [
		...shown,
		...(newest === '' ? [] : [truncate(output, width, theme.signs.ellipsis)]),
		...(action.status === 'failed' && action.message !== undefined
			? wrap(theme.failed(action.message), width, {first: '  ', rest: '  '}).slice(0, mostMessageLines)
			: []),
	];
}

function wrapCommand(command: string, prompt: string, width: number, {theme}: LineOptions): string[] {
	const lines = command
		.trimEnd()
		.split('\n')
		.flatMap((line, index) =>
			wrap(line.replaceAll('\t', '    '), width, {first: index === 0 ? `${prompt} ` : '  ', rest: '      '}),
		);
	return lines.length <= mostCommandLines
		? lines
		: [...lines.slice(0, mostCommandLines - 1), `  ${theme.quiet(theme.signs.ellipsis)}`];
}

function actionState(view: ActionView, options: LineOptions): string {
	const {action, isNext, now} = view;
	const {theme, language} = options;
	const {signs} = theme;
	switch (action.status) {
		case 'running':
			return `${theme.waiting(signs.waiting)} ${theme.quiet(formatRunning(now - (action.startedAt ?? now)))}`;
		case 'succeeded':
			return `${theme.proved(signs.proved)} ${theme.quiet(formatDuration(action.durationMs ?? 0))}`;
		case 'failed':
			return join(
				`${theme.failed(signs.failed)} ${theme.quiet(formatDuration(action.durationMs ?? 0))}`,
				isNext ? enterKey(view, options) : '',
			);
		case 'pending': {
			const key = isNext ? enterKey(view, options) : '';
			const look = isNext && action.type === 'apply' ? `v ${words[language].view}` : '';
			return join(key, theme.quiet(look));
		}
	}
}

function join(...parts: string[]): string {
	return parts.filter((part) => part !== '').join('   ');
}

/** The key and what it does now; empty when it does nothing. */
export function enterKey({enter}: Pick<ActionView, 'enter'>, {theme, language}: LineOptions): string {
	const label = proceedLabels[enter][language];
	return label === '' ? '' : `${theme.accent(theme.signs.enter)} ${label}`;
}

function alignRight(text: string, width: number): string {
	return pad('', width - widthOf(text)) + text;
}
