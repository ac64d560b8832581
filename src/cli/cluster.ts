import {choosePlatform} from '../platform/choose.ts';
import type {Platform} from '../platform/platform.ts';
import {EnvironmentError} from '../lib/errors.ts';
import type {Invocation} from './invocation.ts';
import {clusterHome, prepareStateDirectory, stateDirectory} from './state-directory.ts';

/** The learner's own cluster, which need not exist yet. */
export function ownCluster(invocation: Invocation, platform: string): Platform {
	return choosePlatform(platform, {home: clusterHome(stateDirectory(invocation)), env: invocation.env});
}

/**
 * The same, for a command that makes files.
 * @throws EnvironmentError when the state directory is not ours to write.
 */
export async function ownClusterToChange(invocation: Invocation, platform: string): Promise<Platform> {
	const cluster = ownCluster(invocation, platform);
	await prepareStateDirectory(invocation);
	return cluster;
}

/**
 * Checks that this machine has what `platform` needs.
 * @throws EnvironmentError that names everything missing, why it matters and what mends it.
 */
export async function requireHost(platform: Platform, signal: AbortSignal): Promise<void> {
	const missing = (await platform.inspect(signal)).filter(({state}) => state === 'missing');
	if (missing.length > 0) {
		const lines = missing.map(({message, why}) => `${message}: ${why}`);
		throw new EnvironmentError([`This machine cannot run the ${platform.name} yet:`, ...lines].join('\n'), [
			...new Set(missing.flatMap(({cure}) => cure ?? [])),
		]);
	}
}

/** What a cluster that runs lacks all the same, a line each with its cure. */
export async function whatIsMissing(platform: Platform, signal: AbortSignal): Promise<string[]> {
	const findings = await platform.inspect(signal);
	return findings
		.filter(({state}) => state !== 'ok')
		.map(({message, why, cure}) =>
			[`${message}: ${why}`, ...(cure === undefined ? [] : [cure])].join('\n  → '),
		);
}
