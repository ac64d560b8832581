import {PassThrough} from 'node:stream';
import {expect, it} from 'vitest';
import {systemClock} from '../../../src/lib/clock.ts';
import {probeExec} from '../../../src/playground/kubelet/probes/exec.ts';
import type {ExecProcess, RunningContainer} from '../../../src/playground/runtime/types.ts';

/** A container in which each command prints `words`, ends, and leaves something running that holds its output. */
function container(words: string): {container: RunningContainer; stdout: PassThrough} {
	const stdout = new PassThrough();
	stdout.write(words);
	const process: ExecProcess = {
		stdin: undefined,
		stdout,
		stderr: undefined,
		exited: Promise.resolve({exitCode: 0}),
		resize() {},
		kill() {},
	};
	return {container: {exec: async () => process} as unknown as RunningContainer, stdout};
}

it('does not wait for ever for the output of a command that left something running', async () => {
	const {container: one, stdout} = container('fine');
	const result = await probeExec({container: one, clock: systemClock}, ['sh', '-c', 'sleep 1000 &'], 50);
	expect(result).toEqual({result: 'success', output: ''});
	expect(stdout.destroyed).toBe(true);
});
