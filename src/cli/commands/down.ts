import {ownCluster} from '../cluster.ts';
import type {Invocation} from '../invocation.ts';

/** `doklab down`: stops the learner's cluster; with `--delete` removes it. Fine when there is none. */
export async function down(
	invocation: Invocation,
	options: {platform: string; delete: boolean},
): Promise<number> {
	const {stdout, stderr, signal} = invocation;
	const platform = ownCluster(invocation, options.platform);
	await platform.down({
		delete: options.delete,
		signal,
		onProgress: (line) => void stderr.write(`${line}\n`),
	});
	const {message} = await platform.status(signal);
	stdout.write(`${message}\n`);
	return 0;
}
