import {expect, test} from 'vitest';
import {clipboardSequence, copyToClipboard} from '../../src/effects/copy-to-clipboard.ts';
import {Screen} from '../helpers/screen.ts';
import {inTerminal} from './in-terminal.ts';

const command = "kubectl exec postgres-0 -- psql -c 'select 「1」'";

test('a terminal that takes it has the command in its clipboard, as it is', async () => {
	const call = `copyToClipboard(${JSON.stringify(command)}, {...options, output: process.stdout})`;
	const {terminal} = await inTerminal('copy-to-clipboard.ts', call, {TERM: 'xterm-kitty'});
	await terminal.waitFor('ended {"ok":true,"message":"Copied."}');
	expect(terminal.clipboard()).toBe(command);
});

test('where nobody knows, it says what it means when nothing arrives', () => {
	const {output} = new Screen();
	expect(copyToClipboard('x', {env: {TERM: 'xterm-256color'}, output, language: 'en'})).toEqual({
		ok: true,
		message: 'Sent to the clipboard. If nothing arrives, your terminal does not support it (OSC 52).',
	});
});

test.each([{TERM: 'linux'}, {TERM: 'dumb'}, {TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'}])(
	'%o is known not to take it: nothing is written',
	async (env) => {
		const screen = new Screen();
		let written = '';
		const output = {...screen.output, isTTY: true, write: (text: string) => (written += text)};
		expect(copyToClipboard('x', {env, output, language: 'en'})).toEqual({
			ok: false,
			message: 'This terminal does not support copying by a program (OSC 52). Select the text instead.',
		});
		expect(written).toBe('');
	},
);

test('tmux and GNU screen hand it on', () => {
	const plain = '\u001B]52;c;eA==\u0007';
	expect(clipboardSequence('x', {TERM: 'xterm'})).toBe(plain);
	expect(clipboardSequence('x', {TERM: 'tmux-256color', TMUX: '/tmp/x'})).toBe(
		`\u001BPtmux;\u001B${plain}\u001B\\${plain}`,
	);
	expect(clipboardSequence('x', {TERM: 'screen', STY: '1.x'})).toBe(`\u001BP${plain}\u001B\\`);
});
