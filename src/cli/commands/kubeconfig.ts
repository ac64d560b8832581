import {access} from 'node:fs/promises';
import {EnvironmentError} from '../../lib/errors.ts';
import {ownCluster} from '../cluster.ts';
import type {Invocation} from '../invocation.ts';

/**
 * `doklab kubeconfig`: prints the path of the learner's kubeconfig.
 * @throws EnvironmentError when there is no cluster that it could be of.
 */
export async function kubeconfig(invocation: Invocation, options: {platform: string}): Promise<number> {
	const platform = ownCluster(invocation, options.platform);
	try {
		await access(platform.kubeconfig);
	} catch (error) {
		throw new EnvironmentError(
			'There is no cluster, so there is no kubeconfig.',
			['Start one: doklab up'],
			error,
		);
	}

	invocation.stdout.write(`${platform.kubeconfig}\n`);
	return 0;
}
