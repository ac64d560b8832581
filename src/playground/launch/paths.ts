import {join} from 'node:path';
import type {PlaygroundPaths} from './types.ts';

/** Where a playground whose home is `home` keeps what. */
export function playgroundPaths(home: string): PlaygroundPaths {
	return {
		home,
		kubeconfig: join(home, 'kubeconfig'),
		pki: join(home, 'pki'),
		store: join(home, 'store'),
		volumes: join(home, 'volumes'),
		pods: join(home, 'pods'),
		runtime: join(home, 'runtime'),
		state: join(home, 'state.json'),
		control: join(home, 'control.sock'),
		log: join(home, 'playground.log'),
	};
}
