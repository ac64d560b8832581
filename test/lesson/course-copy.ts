import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {stampTranslation} from '../../src/lesson/stamp.ts';

const small = new URL('../fixtures/courses/small', import.meta.url).pathname;

/** A copy of the small course with some files other than they were: their text, or how to change it. */
export async function copyCourse(
	changes: Record<string, string | ((text: string) => string)> = {},
): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'doklab-course-'));
	onTestFinished(() => rm(root, {recursive: true, force: true}));
	await cp(small, root, {recursive: true});
	for (const [file, change] of Object.entries(changes)) {
		const path = join(root, file);
		await writeFile(path, typeof change === 'string' ? change : change(await readFile(path, 'utf8')));
	}

	return root;
}

/** The small course with one lesson, `first`, of these steps. */
export async function courseOfSteps(steps: string, ids: string[]): Promise<string> {
	const prose = ['# Title', ...ids.map((id) => `## [${id}] Heading`), ''].join('\n\n');
	const root = await copyCourse({
		'lessons/course.yaml': (text) => text.replace('[first, second]', '[first]'),
		'lessons/10-first/lesson.yaml': `format: 1\nminutes: 1\nsteps:\n${steps}`,
		'lessons/10-first/en.md': prose,
		'lessons/10-first/ja.md': stampTranslation(prose, prose),
	});
	await rm(join(root, 'lessons/20-second'), {recursive: true});
	return root;
}
