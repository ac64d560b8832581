import type {Language} from '../lib/i18n.ts';
import {findProgram, inForeground, type ForegroundOptions} from './foreground.ts';
import type {EffectResult} from './result.ts';
import {words} from './words.ts';

/** Opens psql in the Pod that is primary; `primary` is undefined while there is none. Returns when it was left. */
export async function openPsql(
	primary: {namespace: string; pod: string} | undefined,
	{language, ...options}: ForegroundOptions & {language: Language},
): Promise<EffectResult> {
	const say = words[language];
	if (primary === undefined) {
		return {ok: false, message: say.noPrimary};
	}

	const args = psqlArguments(primary);
	const kubectl = await findProgram('kubectl', options);
	if (kubectl === undefined) {
		return {ok: false, message: say.noKubectl(`kubectl ${args.join(' ')}`)};
	}

	const exitCode = await inForeground(kubectl, args, options);
	return exitCode === 0 ? {ok: true, message: undefined} : {ok: false, message: say.psqlEnded(exitCode)};
}

function psqlArguments({namespace, pod}: {namespace: string; pod: string}): string[] {
	return ['exec', '-it', '-n', namespace, pod, '--', 'psql', '-U', 'postgres'];
}
