import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {placeFile} from '../../effects/place.ts';
import {published} from '../../effects/published.ts';
import type {Workshop} from '../../engine/workshop.ts';
import {cachedCourse} from '../../lesson/course-cache.ts';
import type {Course} from '../../lesson/types.ts';
import {systemClock} from '../../lib/clock.ts';
import {UsageError} from '../../lib/errors.ts';
import type {Language} from '../../lib/i18n.ts';
import {version} from '../../lib/version.ts';
import type {Platform} from '../../platform/platform.ts';
import {chooseFace} from '../face.ts';
import type {Invocation} from '../invocation.ts';
import {learnerHome, type LearnerHome} from '../learner-home.ts';
import {prepareStateDirectory} from '../state-directory.ts';

/** Set by the build (tsdown.config.ts): what a course is read with. Without a build no course is kept. */
declare const DOKLAB_BUILD: string | undefined;

export interface StartOptions {
	platform: string;
	lang: Language;
	plain: boolean;
	present: boolean;
	course?: string;
}

/** What both faces are made of. */
interface Stage {
	course: Course;
	platform: Platform;
	home: LearnerHome;
	lesson: string | undefined;
	createWorkshop: (language: Language) => Promise<Workshop>;
}

/** `doklab` and `doklab start [LESSON]`: the workshop on the screen, or line by line; returns the exit code. */
export async function start(
	invocation: Invocation,
	lesson: string | undefined,
	options: StartOptions,
): Promise<number> {
	const face = chooseFace(invocation, options);
	if (face === 'none') {
		const {withoutTerminal} = await import('./verify.ts');
		return withoutTerminal(invocation, options);
	}

	const stage = await setUp(invocation, face, lesson, options);
	return face === 'screen' ? startScreen(invocation, stage, options) : startPlain(invocation, stage, options);
}

async function setUp(
	invocation: Invocation,
	face: 'screen' | 'plain',
	lesson: string | undefined,
	options: StartOptions,
): Promise<Stage> {
	const directory = options.course === undefined ? invocation.root : resolve(invocation.cwd, options.course);
	const [platform, course] = await Promise.all([
		import('../cluster.ts').then(({ownClusterToChange}) => ownClusterToChange(invocation, options.platform)),
		readCourse(invocation, directory),
		// Runs while the files are read.
		face === 'screen' ? loadScreen() : undefined,
	]);
	const ids = course.lessons.map(({id}) => id);
	if (lesson !== undefined && !ids.includes(lesson)) {
		throw new UsageError(`There is no lesson called ${lesson}.`, [`The lessons: ${ids.join(', ')}`]);
	}

	const home = learnerHome(invocation, {course: course.id, platform});
	return {
		course,
		platform,
		home,
		lesson,
		async createWorkshop(language) {
			const [{createWorkshop}] = await Promise.all([import('../../engine/workshop.ts'), home.prepare()]);
			const workshop = createWorkshop({
				course,
				platform,
				language,
				workspace: home.workspace,
				env: invocation.env,
				shellEnv: home.shellEnv,
				clock: systemClock,
				progressFile: home.progressFile,
				doklabVersion: version,
			});
			// doklab notes follows it from another terminal.
			return published(workshop, {
				file: placeFile(home.state),
				pid: process.pid,
				language,
				clock: systemClock,
			});
		},
	};
}

async function readCourse(invocation: Invocation, directory: string): Promise<Course> {
	const {signal} = invocation;
	const load = async (onFiles?: (files: string[]) => Promise<void>) => {
		const {loadCourse} = await import('../../lesson/load.ts');
		return loadCourse(directory, {signal, onFiles});
	};
	if (typeof DOKLAB_BUILD === 'undefined') {
		return load();
	}

	const cache = join(await prepareStateDirectory(invocation), 'courses');
	return cachedCourse(directory, {cache, build: DOKLAB_BUILD, signal, load});
}

function loadScreen() {
	return Promise.all([import('../../tui/index.ts'), import('../../tui/create-effects.ts')]);
}

async function startScreen(invocation: Invocation, stage: Stage, options: StartOptions): Promise<number> {
	const {course, platform, lesson, home, createWorkshop} = stage;
	const {env, cwd, signal, stdin, stdout, stderr, onInterrupt} = invocation;
	const [{runTui}, {createEffects}] = await loadScreen();
	return runTui({
		course,
		platform: platform.name,
		language: options.lang,
		lesson,
		isPresenting: options.present,
		createWorkshop,
		createEffects: (language) =>
			createEffects({
				course,
				language,
				env: {...env, ...home.shellEnv},
				workspace: home.workspace,
				summaryDirectory: cwd,
				temporary: tmpdir(),
				stdout: stdout as NodeJS.WriteStream,
				clock: systemClock,
				onInterrupt,
			}),
		// chooseFace has seen that they are terminals.
		stdin: stdin!,
		stdout: stdout as NodeJS.WriteStream,
		stderr: stderr as NodeJS.WriteStream,
		env,
		clock: systemClock,
		signal,
	});
}

async function startPlain(invocation: Invocation, stage: Stage, options: StartOptions): Promise<number> {
	const {env, cwd, signal, stdin, stdout, onInterrupt} = invocation;
	const {home, lesson, createWorkshop} = stage;
	const {runPlain} = await import('../../plain/index.ts');
	return runPlain({
		workshop: await createWorkshop(options.lang),
		language: options.lang,
		lesson,
		input: stdin!,
		output: stdout,
		env: {...env, ...home.shellEnv},
		workspace: home.workspace,
		summaryDirectory: cwd,
		temporary: tmpdir(),
		clock: systemClock,
		signal,
		onInterrupt,
	});
}
