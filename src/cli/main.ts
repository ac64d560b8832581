import {CommanderError} from 'commander';
import type {Command} from 'commander';
import {UsageError} from '../lib/errors.ts';
import type {Invocation} from './invocation.ts';
import {createProgram} from './program.ts';
import {renderError} from './render-error.ts';

/** Runs the command that `invocation.argv` names; returns the exit code. Never throws. */
export async function main(invocation: Invocation): Promise<number> {
	let exitCode = 0;
	const program = createProgram(invocation, (code) => {
		exitCode = code;
	});

	try {
		await program.parseAsync(invocation.argv, {from: 'user'});
		return exitCode;
	} catch (error) {
		// --help and --version have written their text already.
		if (error instanceof CommanderError && error.exitCode === 0) {
			return 0;
		}

		const cause = invocation.signal.aborted
			? invocation.signal.reason
			: usageErrorOf(error, program, invocation.argv);
		const rendered = renderError(cause, invocation);
		invocation.stderr.write(rendered.text);
		return rendered.exitCode;
	}
}

// Commander's own complaints in the shape of all others; its suggestion stands on a second line.
function usageErrorOf(error: unknown, program: Command, argv: string[]): unknown {
	if (!(error instanceof CommanderError)) {
		return error;
	}

	const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
	const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
	const cure = suggestion === undefined ? [] : [suggestion.replace(/^\(|\)$/g, '')];
	const command = program.commands.find((one) => argv.includes(one.name()));
	const help = ['doklab', ...(command ? [command.name()] : []), '--help'].join(' ');
	return new UsageError(sentence.replace(/[.?]?$/, '.'), [...cure, `See ${help}`], error);
}
