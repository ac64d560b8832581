import type {Action} from '../../lesson/types.ts';
import type {Blame} from '../events.ts';
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
		throw new Failure(
			`The command ended with exit code ${exitCode}${last === '' ? '.' : `:\n${last}`}`,
			isDiskFull(stderr) ? 'environment' : blameOf(action.command, exitCode),
		);
	}
}

/** doklab's own commands say with their exit code whom to blame (README.md, "Exit codes"). */
function blameOf(command: string, exitCode: number): Blame {
	const own: Record<number, Blame> = {3: 'environment', 4: 'doklab'};
	return (/^\s*doklab\s/.test(command) ? own[exitCode] : undefined) ?? 'lesson';
}
