import {readdir, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {isScalar, isSeq, type Node} from 'yaml';
import {UsageError} from '../lib/errors.ts';
import {buildLesson} from './build-lesson.ts';
import {checkFormat} from './check-formats.ts';
import {checkKinds, type KindUse} from './check-kinds.ts';
import {checkNeeds, type Needs} from './check-needs.ts';
import {conform} from './conform.ts';
import {CourseFiles} from './course-files.ts';
import {courseShape} from './format.ts';
import {builtInKinds, type KnownKind} from './kinds.ts';
import {InvalidCourse, Problems} from './problem.ts';
import type {RawCourse} from './raw.ts';
import {readLesson, type LessonFiles} from './read-lesson.ts';
import {suggest} from './similar.ts';
import {parseSource} from './source.ts';
import type {Course, Location} from './types.ts';

/**
 * Reads and checks the course in `directory` (lessons/course.yaml, lessons/NN-id/, and the manifests that the
 * lessons name). Throws InvalidCourse with every mistake there is, UsageError when there is no course at all.
 * `onFiles` is awaited with the files that lessons name, before those are read.
 */
export async function loadCourse(
	directory: string,
	options: {signal?: AbortSignal; onFiles?: (files: string[]) => Promise<void>} = {},
): Promise<Course> {
	const root = resolve(directory);
	const problems = new Problems();
	const files = new CourseFiles(root, problems);
	const entries = await readCourse(root, problems, options.signal);
	const lessons: Array<LessonFiles & {id: string}> = [];
	const kindUses: KindUse[] = [];
	for (const {id, directory: name} of await findDirectories(root, entries.lessons, problems)) {
		options.signal?.throwIfAborted();
		const lesson = await readLesson(
			root,
			join(root, 'lessons', name),
			problems,
			(format, value, location) => {
				checkFormat(format, value, location, problems);
				if (format === 'kind') {
					kindUses.push({kind: value, location});
				} else if (format === 'manifest' || format === 'courseFile') {
					files.use(format, value, location);
				}
			},
		);
		if (lesson !== undefined) {
			lessons.push({...lesson, id});
		}
	}

	await options.onFiles?.(files.names());
	await files.read();
	const kinds = new Map([...builtInKinds, ...files.kinds()]);
	checkKinds(kindUses, kinds, problems);
	const needs: Needs[] = lessons.map(({id, outline}) => ({lesson: id, needs: outline.needs}));
	checkNeeds(
		needs,
		entries.lessons.map(({id}) => id),
		problems,
	);
	if (problems.list.length > 0 || entries.course === undefined) {
		throw new InvalidCourse(root, problems.list);
	}

	const {id, title, namespace, database} = entries.course;
	const defaults = {
		namespace,
		namespaceOf: (kind: string) => ((kinds.get(kind) as KnownKind).namespaced ? namespace : undefined),
		contentOf: (file: string) => files.contentOf(file),
	};
	return {
		id,
		title,
		root,
		namespace,
		database: database && {user: 'postgres', database: 'postgres', ...database},
		lessons: lessons.map((lesson) => buildLesson(lesson, defaults)),
	};
}

interface Entry {
	id: string;
	location: Location;
}

async function readCourse(
	root: string,
	problems: Problems,
	signal: AbortSignal | undefined,
): Promise<{course: RawCourse | undefined; lessons: Entry[]}> {
	const file = join(root, 'lessons', 'course.yaml');
	const text = await readFile(file, {encoding: 'utf8', signal}).catch((error: unknown) => {
		signal?.throwIfAborted();
		throw new UsageError(
			`There is no course in ${root}: ${(error as Error).message}.`,
			['Name a directory that holds lessons/course.yaml.'],
			error,
		);
	});
	const source = parseSource(file, text, problems);
	const document = source.documents[0];
	if (document === undefined || document.errors.length > 0) {
		if (document === undefined) {
			problems.add(
				source.locate(null),
				'The file is empty.',
				'Describe the course: format, id, title, namespace, lessons.',
			);
		}

		return {course: undefined, lessons: []};
	}

	conform(source, document, courseShape, problems, (format, value, location) => {
		checkFormat(format, value, location, problems);
	});
	const list = document.get('lessons', true);
	const lessons = (isSeq(list) ? (list.items as Node[]) : []).flatMap((node) =>
		isScalar(node) && typeof node.value === 'string' ? [{id: node.value, location: source.locate(node)}] : [],
	);
	for (const [index, {id, location}] of lessons.entries()) {
		if (lessons.findIndex((other) => other.id === id) < index) {
			problems.add(location, `The course has the lesson "${id}" twice.`, 'Take one of the two out.');
		}
	}

	return {course: document.toJS() as RawCourse, lessons};
}

/** The directory of each lesson, reporting those that are missing, left over, or numbered out of order. */
async function findDirectories(
	root: string,
	entries: readonly Entry[],
	problems: Problems,
): Promise<Array<{id: string; directory: string}>> {
	const listing = await readdir(join(root, 'lessons'), {withFileTypes: true});
	const directories = listing
		.filter((entry) => entry.isDirectory() && /^\d\d-./.test(entry.name))
		.map((entry) => entry.name)
		.toSorted();
	const ids = directories.map((name) => name.slice(3));
	for (const [index, id] of ids.entries()) {
		if (entries.length > 0 && !entries.some((entry) => entry.id === id)) {
			const file = join(root, 'lessons', directories[index]!, 'lesson.yaml');
			problems.add(
				{file, line: 1, column: 1},
				`The lesson "${id}" is not in course.yaml.`,
				'Add it to lessons, or take its directory away.',
			);
		}
	}

	let last = '';
	return entries.flatMap(({id, location}) => {
		const directory = directories[ids.indexOf(id)];
		if (directory === undefined) {
			problems.add(location, `The lesson "${id}" has no directory lessons/NN-${id}.`, suggest(id, ids));
			return [];
		}

		if (directory.slice(0, 2) < last) {
			problems.add(
				location,
				`The lesson "${id}" has a smaller number than the one before it.`,
				'Number the directories in order.',
			);
		}

		last = directory.slice(0, 2);
		return [{id, directory}];
	});
}
