import type {Invocation} from './invocation.ts';

/** screen: the whole terminal is drawn. plain: line by line. none: nobody is there to type. */
export type Face = 'screen' | 'plain' | 'none';

/**
 * What a person at this terminal can use. A screen reader (INK_SCREEN_READER, as Ink knows it, or ACCESSIBLE=1) and a
 * terminal without cursor movement (TERM=dumb) read lines.
 */
export function chooseFace(
	{stdin, stdout, env}: Pick<Invocation, 'stdin' | 'stdout' | 'env'>,
	{plain}: {plain: boolean},
): Face {
	if (plain) {
		return stdin === undefined ? 'none' : 'plain';
	}

	if (stdin?.isTTY !== true) {
		return 'none';
	}

	const isRead = env.INK_SCREEN_READER === 'true' || (env.ACCESSIBLE !== undefined && env.ACCESSIBLE !== '0');
	return isRead || stdout.isTTY !== true || env.TERM === 'dumb' || !env.TERM ? 'plain' : 'screen';
}
