import {mkdir} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import type {Platform} from '../platform/platform.ts';
import type {Invocation} from './invocation.ts';
import {writeShim} from './shim.ts';
import {stateDirectory} from './state-directory.ts';

/** Where a learner works; it stays from one session to the next. */
export interface LearnerHome {
	/** doklab's state directory. */
	state: string;
	/** Directory that lessons write files into and run commands in. */
	workspace: string;
	/** Where progress of this course on this platform is kept. */
	progressFile: string;
	/** On top of the learner's own: `doklab` and kubectl find this cluster. */
	shellEnv: NodeJS.ProcessEnv;
	/** Makes what is missing. */
	prepare(): Promise<void>;
}

/** The learner's home in the state directory; makes nothing yet. */
export function learnerHome(
	invocation: Invocation,
	{course, platform}: {course: string; platform: Platform},
): LearnerHome {
	const state = stateDirectory(invocation);
	const programs = join(state, 'bin');
	const workspace = join(state, 'workspace', course);
	const progress = join(state, 'progress');
	return {
		state,
		workspace,
		progressFile: join(progress, `${course}-${platform.name}.json`),
		shellEnv: {
			PATH: [programs, invocation.env.PATH].filter(Boolean).join(delimiter),
			DOKLAB_HOME: state,
			KUBECONFIG: platform.kubeconfig,
			// kubectl remembers an API by its address, which another cluster may have had.
			KUBECACHEDIR: join(state, 'kube-cache'),
		},
		async prepare() {
			for (const directory of [programs, workspace, progress]) {
				await mkdir(directory, {recursive: true, mode: 0o700});
			}

			await writeShim(join(programs, 'doklab'), invocation.self);
		},
	};
}
