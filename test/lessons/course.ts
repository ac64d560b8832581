import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {loadCourse} from '../../src/lesson/load.ts';
import type {Check, Lesson, Step} from '../../src/lesson/types.ts';

/** The project's own directory: the base course's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const course = await loadCourse(root);

export function lessonOf(id: string): Lesson {
	return find(course.lessons, id);
}

export function stepOf(lesson: string, id: string): Step {
	return find(lessonOf(lesson).steps, id);
}

export function checkOf(lesson: string, step: string, id: string): Check {
	return find(stepOf(lesson, step).checks, id);
}

/** Every check with its lesson and step. */
export function everyCheck(): Array<{place: string; step: Step; check: Check}> {
	return course.lessons.flatMap((lesson) =>
		lesson.steps.flatMap((step) =>
			step.checks.map((check) => ({place: `${lesson.id}/${step.id}/${check.id}`, step, check})),
		),
	);
}

export async function readText(path: string): Promise<string> {
	return readFile(join(root, path), 'utf8');
}

function find<T extends {id: string}>(list: T[], id: string): T {
	const found = list.find((element) => element.id === id);
	if (found === undefined) {
		throw new Error(`There is no "${id}" among ${list.map((element) => element.id).join(', ')}.`);
	}

	return found;
}
