import {constants} from 'node:fs';
import {access, mkdir, stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {EnvironmentError} from '../lib/errors.ts';
import type {Invocation} from './invocation.ts';

type Who = Pick<Invocation, 'env' | 'home' | 'cwd' | 'uid'>;

/** Where doklab keeps its cluster: DOKLAB_HOME, else as the XDG base directory specification says. */
export function stateDirectory({env, home, cwd}: Who): string {
	if (env.DOKLAB_HOME) {
		return resolve(cwd, env.DOKLAB_HOME);
	}

	// The specification: a path that is not absolute is to be ignored.
	const stateHome = env.XDG_STATE_HOME?.startsWith('/') ? env.XDG_STATE_HOME : join(home, '.local', 'state');
	return join(stateHome, 'doklab');
}

/**
 * The state directory, made where it is missing (mode 0700).
 * @throws EnvironmentError when it cannot be written to, or belongs to another user than root who runs this.
 */
export async function prepareStateDirectory(who: Who): Promise<string> {
	const directory = stateDirectory(who);
	const cure = ['Set DOKLAB_HOME to a directory of your own.'];
	try {
		await mkdir(directory, {recursive: true, mode: 0o700});
		await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOSPC' || code === 'EDQUOT') {
			throw error;
		}

		throw new EnvironmentError(`doklab cannot write to its directory ${directory} (${code}).`, cure, error);
	}

	// sudo may keep HOME; what root writes there its owner could never remove.
	const {uid: owner} = await stat(directory);
	if (who.uid === 0 && owner !== 0) {
		throw new EnvironmentError(
			`${directory} belongs to the user with uid ${owner}, and doklab runs as root.`,
			['Run it as that user (without sudo), or set DOKLAB_HOME to a directory of root.'],
		);
	}

	return directory;
}

/** Where the learner's own cluster lives. */
export function clusterHome(state: string): string {
	return join(state, 'playground');
}
