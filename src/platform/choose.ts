import {platformNames} from '../lesson/types.ts';
import type {PlatformName} from '../lesson/types.ts';
import {UsageError} from '../lib/errors.ts';
import type {Platform} from './platform.ts';
import {createPlayground} from './playground.ts';

export interface PlatformContext {
	/** Directory of the platform's own files. */
	home: string;
	env: NodeJS.ProcessEnv;
}

/**
 * The platform called `name`.
 * @throws UsageError when there is none of that name, or not yet.
 */
export function choosePlatform(name: string, context: PlatformContext): Platform {
	if (name === 'playground') {
		return createPlayground(context);
	}

	const works = 'What works: --platform playground';
	if (platformNames.includes(name as PlatformName)) {
		throw new UsageError(`The platform ${name} is not in this version of doklab yet.`, [works]);
	}

	throw new UsageError(`There is no platform called ${JSON.stringify(name)}.`, [works]);
}
