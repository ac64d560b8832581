import type {Action} from '../../lesson/types.ts';
import {Failure, isDiskFull} from '../failure.ts';
import {runShell} from '../shell.ts';
import type {OnOutput, Workbench} from '../workbench.ts';

/** Runs a shell command in the learner's workspace. */
export async function run(
	action: Extract<Action, {type: 'run'}>,
	bench: Workbench,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<void> {
	const {exitCode, stdout, stderr} = await runShell(action.command, {
		cwd: bench.workspace,
		env: {...bench.env, ...action.env},
		clock: bench.clock,
		signal,
		onOutput,
	});
	if (exitCode !== 0) {
		const last = (stderr.trim() || stdout.trim()).split('\n').slice(-5).join('\n');
		const blame = isDiskFull(stderr) ? 'environment' : 'lesson';
		throw new Failure(
			`The command ended with exit code ${exitCode}${last === '' ? '.' : `:\n${last}`}`,
			blame,
		);
	}
}
