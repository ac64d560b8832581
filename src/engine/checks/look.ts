import type {Probe} from '../../lesson/types.ts';
import type {Evaluation} from '../evaluation.ts';
import {runShell} from '../shell.ts';
import type {Workbench} from '../workbench.ts';
import {checkContext, expectedContext} from './context.ts';
import {expectedObjects} from './objects.ts';
import {expectedOutput, judgeOutput} from './output.ts';
import {checkSql, expectedSql} from './sql.ts';
import {checkTool} from './tool.ts';

/** A probe that is asked again and again, where nothing tells of a change. */
export type PolledProbe = Exclude<Probe, {type: 'get' | 'absent'}>;

/** Asks once, taking at most `timeoutMs`. Throws what act.ts's actions throw. */
export async function look(
	probe: PolledProbe,
	bench: Workbench,
	options: {timeoutMs: number; signal: AbortSignal},
): Promise<Evaluation> {
	switch (probe.type) {
		case 'sql':
			return checkSql(probe, await bench.connection.kube(), bench.namespace, options);
		case 'exec': {
			const kube = await bench.connection.kube();
			const {pod, container, command} = probe;
			const namespace = probe.namespace ?? bench.namespace;
			const result = await kube.exec({pod, namespace, container, command, ...options});
			return judgeOutput(command.join(' '), probe, result);
		}

		case 'run': {
			const {workspace: cwd, env, clock} = bench;
			return judgeOutput(
				probe.command,
				probe,
				await runShell(probe.command, {cwd, env, clock, signal: options.signal}),
			);
		}

		case 'tool':
			return checkTool(probe, bench, options.signal);
		case 'context':
			return checkContext(probe, bench.connection.kubeconfig);
	}
}

/** What should be, in one line, where nothing could be looked at. */
export function expectedOf(probe: Probe): string {
	switch (probe.type) {
		case 'get':
		case 'absent':
			return expectedObjects(probe);
		case 'sql':
			return expectedSql(probe);
		case 'exec':
			return expectedOutput(probe.command.join(' '), probe);
		case 'run':
			return expectedOutput(probe.command, probe);
		case 'tool':
			return probe.range === undefined ? probe.name : `${probe.name} ${probe.range}`;
		case 'context':
			return expectedContext(probe);
	}
}
