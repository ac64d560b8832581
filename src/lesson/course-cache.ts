import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {deserialize, serialize} from 'node:v8';
import type {Course} from './types.ts';

export interface CourseCacheOptions {
	/** Directory of the cache, made where it is missing. */
	cache: string;
	/** Of the program that read the course: another one may read the same files differently. */
	build: string;
	signal?: AbortSignal;
	/** Reads and checks the course; calls `onFiles` with the files outside of lessons/ before it reads those. */
	load: (onFiles: (files: string[]) => Promise<void>) => Promise<Course>;
}

interface Entry {
	print: string;
	/** The files that lessons name, below the root. */
	named: string[];
	course: Course;
}

/**
 * The course in `directory`, from the cache as long as no byte of its files has changed since `load` found no
 * mistake in it. Throws what `load` throws; a cache that cannot be read or written is none.
 */
export async function cachedCourse(directory: string, options: CourseCacheOptions): Promise<Course> {
	const {cache, build, signal, load} = options;
	const root = resolve(directory);
	const file = join(cache, hash(root).slice(0, 16));
	const print = async (named: string[]) => {
		const files = [...(await lessonFiles(root)), ...named];
		const hashes = await Promise.all(files.map(async (one) => hash(await readFile(join(root, one)))));
		// The places of problems name the root; the cache's format is Node's.
		return hash(JSON.stringify([build, process.version, root, files, hashes]));
	};

	const entry = await readEntry(file);
	// A file that is gone is a change too.
	if (entry !== undefined && entry.print === (await print(entry.named).catch(() => undefined))) {
		return entry.course;
	}

	signal?.throwIfAborted();
	const lessonsBefore = await print([]).catch(() => undefined);
	let named: string[] = [];
	let before: string | undefined;
	const course = await load(async (files) => {
		named = [...new Set(files)].toSorted();
		before = await print(named).catch(() => undefined);
	});
	// What was edited while it was read is read again the next time.
	const isUnchanged = async () => before === (await print(named)) && lessonsBefore === (await print([]));
	if (before !== undefined && (await isUnchanged().catch(() => false))) {
		await writeEntry(file, {print: before, named, course}).catch(() => undefined);
	}

	return course;
}

async function lessonFiles(root: string): Promise<string[]> {
	const entries = await readdir(join(root, 'lessons'), {recursive: true, withFileTypes: true});
	return entries
		.filter((entry) => !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.toSorted();
}

async function readEntry(file: string): Promise<Entry | undefined> {
	try {
		return deserialize(await readFile(file)) as Entry;
	} catch {
		return undefined;
	}
}

async function writeEntry(file: string, entry: Entry): Promise<void> {
	await mkdir(dirname(file), {recursive: true, mode: 0o700});
	const temporary = `${file}.${process.pid}`;
	await writeFile(temporary, serialize(entry), {mode: 0o600});
	await rename(temporary, file);
}

function hash(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
