import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {cachedCourse} from '../../src/lesson/course-cache.ts';
import type {Course} from '../../src/lesson/types.ts';

let root: string;
let cache: string;
let loads: number;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'dk-cache-'));
	cache = join(root, 'cache');
	loads = 0;
	await mkdir(join(root, 'lessons'));
	await writeFile(join(root, 'lessons', 'course.yaml'), 'one');
	await writeFile(join(root, 'kind.yaml'), 'one');
});

afterEach(() => rm(root, {recursive: true, force: true}));

async function open({build = 'a', whileReading = async () => {}} = {}): Promise<Course> {
	return cachedCourse(root, {
		cache,
		build,
		async load(onFiles) {
			loads++;
			await onFiles(['kind.yaml']);
			await whileReading();
			return {id: `load-${loads}`, database: undefined} as Course;
		},
	});
}

test('a course without changes is read once', async () => {
	await open();
	expect(await open()).toStrictEqual({id: 'load-1', database: undefined});
});

test.each([
	['a changed file of a lesson', 'lessons/course.yaml'],
	['a new file below lessons', 'lessons/new.md'],
	['a changed file that a lesson names', 'kind.yaml'],
])('%s has it read anew', async (_, file) => {
	await open();
	await writeFile(join(root, file), 'two');
	expect((await open()).id).toBe('load-2');
});

test('a file that is gone has it read anew', async () => {
	await open();
	await rm(join(root, 'kind.yaml'));
	expect((await open()).id).toBe('load-2');
});

test('another build reads it anew', async () => {
	await open();
	expect((await open({build: 'b'})).id).toBe('load-2');
});

test('a course that was edited while it was read is not kept', async () => {
	await open({whileReading: () => writeFile(join(root, 'kind.yaml'), 'two')});
	expect((await open()).id).toBe('load-2');
});

test('a broken cache is none', async () => {
	await open();
	const [name] = await readdir(cache);
	await writeFile(join(cache, name!), 'broken');
	expect((await open()).id).toBe('load-2');
});
