import {randomBytes} from 'node:crypto';
import {mkdir, readdir, rm, stat} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {choosePlatform} from '../platform/choose.ts';
import type {Platform} from '../platform/platform.ts';
import {systemClock} from '../lib/clock.ts';
import {isLifelineHeld, openLifeline} from '../lib/lifeline.ts';
import {writeShim} from './shim.ts';
import {clusterHome} from './state-directory.ts';

/** A cluster, a workspace and an environment that live as long as one verify. */
export interface ThrowawayHome {
	platform: Platform;
	/** Directory that lessons write files into and run commands in. */
	workspace: string;
	/** For the commands of lessons: `doklab` and kubectl find this cluster. */
	env: NodeJS.ProcessEnv;
	/** Removes the cluster and everything else of it. */
	remove(signal: AbortSignal): Promise<void>;
}

interface Options {
	state: string;
	platform: string;
	env: NodeJS.ProcessEnv;
	/** What starts doklab. */
	self: string[];
	/** Told of what a killed run left that could not be removed. */
	onWarning: (text: string) => void;
}

/** Milliseconds to take down what a killed run left. */
const patience = 30_000;

/**
 * Makes a home under `state`/verify, after removing what killed runs left there. Its lifeline (NAME.sock beside the
 * directory NAME) ends the cluster with this process, and tells the next run that the directory is nobody's.
 */
export async function createThrowawayHome(options: Options): Promise<ThrowawayHome> {
	const {state, platform: name, env, self} = options;
	const all = join(state, 'verify');
	await mkdir(all, {recursive: true, mode: 0o700});
	await removeLeftovers(all, options);

	// The socket comes first: a directory without one that is held is always a leftover.
	const base = join(all, randomBytes(4).toString('hex'));
	const lifeline = await openLifeline(`${base}.sock`);
	const workspace = join(base, 'workspace');
	const programs = join(base, 'bin');
	await mkdir(workspace, {recursive: true, mode: 0o700});
	await mkdir(programs);
	await writeShim(join(programs, 'doklab'), self);

	const ownEnv: NodeJS.ProcessEnv = {
		...env,
		PATH: [programs, env.PATH].filter(Boolean).join(delimiter),
		DOKLAB_HOME: base,
		DOKLAB_LIFELINE: lifeline.path,
		// kubectl remembers an API by its address; this one's address will be another's tomorrow.
		KUBECACHEDIR: join(base, 'kube-cache'),
	};
	const platform = choosePlatform(name, {home: clusterHome(base), env: ownEnv});
	ownEnv.KUBECONFIG = platform.kubeconfig;

	return {
		platform,
		workspace,
		env: ownEnv,
		async remove(signal) {
			await platform.down({delete: true, signal, onProgress: () => undefined});
			await rm(base, {recursive: true, force: true});
			await lifeline.close();
		},
	};
}

// Two runs may remove the same leftover at once; each step is safe to do twice.
async function removeLeftovers(all: string, {platform, env, onWarning}: Options): Promise<void> {
	const names = await readdir(all);
	for (const name of new Set(names.map((entry) => entry.replace(/\.sock$/, '')))) {
		const base = join(all, name);
		if ((await isLifelineHeld(`${base}.sock`)) || (await isBeingMade(base, names.includes(name)))) {
			continue;
		}

		try {
			// The platform first: what ran as other users is not ours to remove.
			const leftover = choosePlatform(platform, {home: clusterHome(base), env});
			await leftover.down({delete: true, signal: AbortSignal.timeout(patience), onProgress: () => undefined});
			await rm(base, {recursive: true, force: true});
			await rm(`${base}.sock`, {force: true});
		} catch (error) {
			onWarning(`${base}, left by a run that was killed, could not be removed: ${(error as Error).message}`);
		}
	}
}

// A socket alone that is a moment old: between its bind and its listen nobody can connect yet.
async function isBeingMade(base: string, hasDirectory: boolean): Promise<boolean> {
	if (hasDirectory) {
		return false;
	}

	const found = await stat(`${base}.sock`).catch(() => undefined);
	return found !== undefined && systemClock.now() - found.mtimeMs < 60_000;
}
