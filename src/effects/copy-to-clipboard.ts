import type {Language} from '../lib/i18n.ts';
import type {Output} from '../lib/output.ts';
import {terminalCapabilities} from '../lib/terminal-capabilities.ts';
import type {EffectResult} from './result.ts';
import {words} from './words.ts';

// GNU screen drops longer strings of this kind.
const screenChunk = 200;

/** Puts `text` into the clipboard of the terminal (OSC 52), also from afar; says where that is known not to work. */
export function copyToClipboard(
	text: string,
	{env, output, language}: {env: NodeJS.ProcessEnv; output: Output; language: Language},
): EffectResult {
	const say = words[language];
	const {clipboard} = terminalCapabilities({env, isTty: output.isTTY === true});
	if (clipboard === 'no') {
		return {ok: false, message: say.noClipboard};
	}

	output.write(clipboardSequence(text, env));
	if (clipboard === 'yes') {
		return {ok: true, message: say.copied};
	}

	return {ok: true, message: isTmux(env) ? say.sentThroughTmux : say.sent};
}

/** The escape sequence, through tmux or GNU screen where one stands in between. */
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
	const sequence = `\u001B]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
	if (isTmux(env)) {
		// tmux takes either, by its settings set-clipboard and allow-passthrough: the same text twice harms nobody.
		return `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\${sequence}`;
	}

	if (env.STY || env.TERM?.startsWith('screen')) {
		return (sequence.match(new RegExp(`[^]{1,${screenChunk}}`, 'g')) ?? [])
			.map((chunk) => `\u001BP${chunk}\u001B\\`)
			.join('');
	}

	return sequence;
}

function isTmux({TMUX: tmux, TERM: term = ''}: NodeJS.ProcessEnv): boolean {
	return Boolean(tmux) || term.startsWith('tmux');
}
