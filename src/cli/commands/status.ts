import {ownCluster} from '../cluster.ts';
import type {Invocation} from '../invocation.ts';

/** `doklab status`: what runs; 0 also when nothing does, 3 when the cluster does not answer. */
export async function status(invocation: Invocation, options: {platform: string}): Promise<number> {
	const {stdout, signal} = invocation;
	const platform = ownCluster(invocation, options.platform);
	const {state, message, nodes} = await platform.status(signal);
	stdout.write(`${message}\n`);
	for (const {name, ready} of nodes) {
		stdout.write(`  ${ready ? '✓' : '✗'} ${name} ${ready ? 'Ready' : 'NotReady'}\n`);
	}

	if (state === 'absent' || state === 'stopped') {
		stdout.write('Start it with: doklab up\n');
	}

	return state === 'broken' ? 3 : 0;
}
