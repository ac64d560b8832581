import {ownClusterToChange, requireHost, whatIsMissing} from '../cluster.ts';
import type {Invocation} from '../invocation.ts';

/** `doklab up`: starts the learner's cluster and says how to reach it. */
export async function up(
	invocation: Invocation,
	{platform: name, port}: {platform: string; port?: number},
): Promise<number> {
	const {stdout, stderr, signal} = invocation;
	const platform = await ownClusterToChange(invocation, name);
	try {
		await platform.up({signal, port, onProgress: (line) => void stderr.write(`${line}\n`)});
	} catch (error) {
		// Looking at the machine takes longer than a start; where that fails, it tells more than the first error did.
		signal.throwIfAborted();
		await requireHost(platform, signal);
		throw error;
	}

	const {message} = await platform.status(signal);
	stdout.write(`${message}\n`);
	stdout.write(`For kubectl: export KUBECONFIG=${platform.kubeconfig}\n`);
	for (const line of await whatIsMissing(platform, signal)) {
		stderr.write(`! ${line}\n`);
	}

	return 0;
}
