import type {OutputExpectation} from '../../lesson/types.ts';
import {evaluation, type Evaluation} from '../evaluation.ts';
import type {Mismatch} from '../events.ts';
import {isDiskFull} from '../failure.ts';
import {show} from '../match.ts';

interface Expectation {
	exitCode: number;
	output: OutputExpectation;
}

/** What a command should do, in one line. */
export function expectedOutput(command: string, {exitCode, output}: Expectation): string {
	const words = [
		...(exitCode === 0 ? [] : [`exit code ${exitCode}`]),
		...(output.equals === undefined ? [] : [show(output.equals)]),
		...(output.matches === undefined ? [] : [`/${output.matches}/`]),
	];
	return `${command}: ${words.length === 0 ? 'exit code 0' : words.join(', ')}`;
}

/** Judges the exit code and standard output of a command. */
export function judgeOutput(
	command: string,
	expectation: Expectation,
	result: {exitCode: number; stdout: string; stderr: string},
): Evaluation {
	const mismatches: Mismatch[] = [];
	const {equals, matches} = expectation.output;
	const stdout = result.stdout.trimEnd();
	if (result.exitCode !== expectation.exitCode) {
		mismatches.push({
			path: 'exitCode',
			expected: String(expectation.exitCode),
			found: String(result.exitCode),
		});
	}

	if (equals !== undefined && stdout !== equals.trimEnd()) {
		mismatches.push({path: 'stdout', expected: show(equals.trimEnd()), found: show(stdout)});
	}

	// The m flag: ^ and $ are the ends of a line, as in grep.
	if (matches !== undefined && !new RegExp(matches, 'm').test(stdout)) {
		mismatches.push({path: 'stdout', expected: `/${matches}/`, found: show(stdout)});
	}

	const isWrong = mismatches.length > 0;
	const found = mismatches[0]?.path === 'exitCode' ? `exit code ${result.exitCode}` : show(stdout);
	return evaluation(!isWrong, expectedOutput(command, expectation), found, {
		mismatches,
		message:
			isWrong && result.stderr.trim() !== ''
				? result.stderr.trim().split('\n').slice(-3).join('\n')
				: undefined,
		blame: isDiskFull(result.stderr) ? 'environment' : 'lesson',
	});
}
