import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {coerce, satisfies} from 'semver';
import type {Probe} from '../../lesson/types.ts';
import {evaluation, type Evaluation} from '../evaluation.ts';
import {Failure} from '../failure.ts';
import {runShell} from '../shell.ts';
import type {Workbench} from '../workbench.ts';

type ToolProbe = Extract<Probe, {type: 'tool'}>;

/** Compares a tool's version with the wanted range. */
export async function checkTool(
	probe: ToolProbe,
	bench: Workbench,
	signal: AbortSignal,
): Promise<Evaluation> {
	const range = probe.range ?? (await pinnedRange(probe.name, bench.root));
	const expected = `${probe.name} ${range}`;
	const cure = probe.cure?.[bench.language];
	const command = probe.command ?? [probe.name, '--version'];
	const words = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
	try {
		const options = {cwd: bench.workspace, env: bench.env, clock: bench.clock, signal};
		const {stdout, stderr} = await runShell(words, options);
		const version = coerce(/\d+(\.\d+)*/.exec(stdout || stderr)?.[0]);
		const fits = version !== null && satisfies(version, range);
		const found = version === null ? `${probe.name} says no version` : `${probe.name} ${version.version}`;
		return evaluation(fits, expected, found, {message: fits ? undefined : cure, blame: 'environment'});
	} catch (error) {
		if (error instanceof Failure) {
			return evaluation(false, expected, 'not installed', {
				message: cure ?? error.message,
				blame: 'environment',
			});
		}

		throw error;
	}
}

/** The minor version that .tool-versions pins, or a newer one. */
async function pinnedRange(name: string, root: string): Promise<string> {
	const file = join(root, '.tool-versions');
	const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
	const version = lines.map((line) => line.trim().split(/\s+/)).find(([tool]) => tool === name)?.[1];
	const parsed = coerce(version);
	if (parsed === null) {
		throw new Failure(`${file} does not say which ${name} is wanted.`, 'lesson');
	}

	return `>=${parsed.major}.${parsed.minor}`;
}
