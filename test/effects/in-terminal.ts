import {onTestFinished} from 'vitest';
import {temporaryDirectory} from '../helpers/directory.ts';
import {openTerminal} from '../helpers/terminal.ts';

const effects = new URL('../../src/effects/', import.meta.url).href;

/** Runs an effect in a real terminal, which then shows `ended` and its result as JSON. */
export async function inTerminal(file: string, call: string, env: NodeJS.ProcessEnv = {}) {
	const home = await temporaryDirectory();
	const script = `
		const effect = await import(${JSON.stringify(new URL(file, effects).href)});
		const options = {cwd: process.cwd(), env: process.env, language: 'en', temporary: process.env.TMPDIR};
		const result = await effect.${call};
		console.log('ended', JSON.stringify(result));
	`;
	const terminal = openTerminal({
		home,
		cwd: home,
		// Wide enough for a result on one line.
		columns: 500,
		command: [process.execPath, '--input-type=module', '-e', script],
		env: {NODE_NO_WARNINGS: '1', ...env},
	});
	onTestFinished(() => terminal.close());
	return {
		terminal,
		home,
		/** What the effect returned, when it has ended. */
		async result(): Promise<unknown> {
			const screen = await terminal.waitFor(/^ended \{.*\}$/m);
			return JSON.parse(screen.find((line) => line.startsWith('ended '))!.slice('ended '.length));
		},
	};
}
