/** The languages of everything a learner reads. */
export type Language = 'en' | 'ja';

/** The same words in each language; a missing one is a type error. */
export type Catalog<Words> = Record<Language, Words>;

/** The language that the environment asks for (POSIX: LC_ALL, then LC_MESSAGES, then LANG), else English. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
	const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
	return locale.startsWith('ja') ? 'ja' : 'en';
}
