import {createHash} from 'node:crypto';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import type {PlaygroundPaths} from './types.ts';

/** Longest path that a Unix socket may have: sun_path of unix(7) less its final zero byte. */
const maxSocketPath = 107;

/** Where a playground whose home is `home` keeps what. */
export function playgroundPaths(home: string): PlaygroundPaths {
	return {
		home,
		kubeconfig: join(home, 'kubeconfig'),
		pki: join(home, 'pki'),
		store: join(home, 'store'),
		volumes: join(home, 'volumes'),
		pods: join(home, 'pods'),
		state: join(home, 'state.json'),
		control: socketPath(join(home, 'control.sock')),
		log: join(home, 'playground.log'),
	};
}

/** `path`, or, where that is too long for a socket, a short one in the temporary directory that stands for it. */
export function socketPath(path: string): string {
	if (Buffer.byteLength(path) <= maxSocketPath) {
		return path;
	}

	const digest = createHash('sha256').update(path).digest('hex').slice(0, 24);
	return join(tmpdir(), `doklab-${userInfo().uid}-${digest}.sock`);
}
