import {resolve} from 'node:path';
import {createSession} from '../../engine/session.ts';
import type {SessionResult} from '../../engine/verify.ts';
import {loadCourse} from '../../lesson/load.ts';
import {systemClock} from '../../lib/clock.ts';
import type {Language} from '../../lib/i18n.ts';
import type {Reporter, ReporterName} from '../../report/reporter.ts';
import {version} from '../../lib/version.ts';
import {requireHost} from '../cluster.ts';
import type {Invocation} from '../invocation.ts';
import {openReport} from '../open-report.ts';
import {prepareStateDirectory} from '../state-directory.ts';
import {createThrowawayHome} from '../throwaway-home.ts';

export interface VerifyOptions {
	platform: string;
	reporter: ReporterName;
	repeat: number;
	lang: Language;
	course?: string;
	output?: string;
}

/** Milliseconds for taking down the cluster after the session, also after Ctrl-C. */
const teardownPatience = 30_000;

/** `doklab verify`: proves the course, or the lessons named, on a cluster of its own; returns the exit code. */
export async function verify(
	invocation: Invocation,
	lessons: string[],
	options: VerifyOptions,
): Promise<number> {
	const report = openReport(invocation, options);
	try {
		const exitCode = await prove(invocation, {lessons, options, report});
		report.end();
		return exitCode;
	} catch (error) {
		const reason: unknown = invocation.signal.aborted ? invocation.signal.reason : error;
		report.end(reason instanceof Error ? reason : new Error(String(reason)));
		throw error;
	}
}

/** `doklab` where nobody is there to type: says so, and verifies. */
export async function withoutTerminal(
	invocation: Invocation,
	{lang, platform, course}: {lang: Language; platform: string; course?: string},
): Promise<number> {
	const sentence = {
		en: 'There is no terminal to type in, so this runs: doklab verify (line by line without one: doklab --plain)',
		ja: '入力できる端末がないため、doklab verify を実行します (端末なしで 1 行ずつ進めるには: doklab --plain)',
	};
	invocation.stdout.write(`${sentence[lang]}\n\n`);
	return verify(invocation, [], {platform, reporter: 'pretty', repeat: 1, lang, course});
}

async function prove(
	invocation: Invocation,
	{lessons, options, report}: {lessons: string[]; options: VerifyOptions; report: Reporter},
): Promise<number> {
	const {env, signal, self, stderr} = invocation;
	const directory = options.course === undefined ? invocation.root : resolve(invocation.cwd, options.course);
	const course = await loadCourse(directory, {signal});
	const home = await createThrowawayHome({
		state: await prepareStateDirectory(invocation),
		platform: options.platform,
		env,
		self,
		onWarning: (text) => void stderr.write(`! ${text}\n`),
	});
	try {
		const session = createSession({
			course,
			selection: lessons,
			platform: home.platform,
			language: options.lang,
			workspace: home.workspace,
			env: home.env,
			clock: systemClock,
			signal,
			repeat: options.repeat,
			doklabVersion: version,
		});
		session.subscribe((event) => report.handle(event));
		await requireHost(home.platform, signal);
		const result = await session.verify();
		signal.throwIfAborted();
		return exitCodeOf(result);
	} finally {
		await home.remove(AbortSignal.timeout(teardownPatience));
	}
}

function exitCodeOf({outcome, blame}: SessionResult): number {
	return outcome === 'passed' ? 0 : {lesson: 1, environment: 3, doklab: 4}[blame ?? 'lesson'];
}
