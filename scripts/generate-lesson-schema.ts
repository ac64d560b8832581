// Writes schema/course.schema.json and schema/lesson.schema.json from the lesson format.

import {mkdir, writeFile} from 'node:fs/promises';
import {courseShape, lessonShape} from '../src/lesson/format.ts';
import {toJsonSchema} from '../src/lesson/json-schema.ts';

const directory = new URL('../schema/', import.meta.url);
await mkdir(directory, {recursive: true});
for (const [name, title, shape] of [
	['course', 'doklab course.yaml', courseShape],
	['lesson', 'doklab lesson.yaml', lessonShape],
] as const) {
	await writeFile(
		new URL(`${name}.schema.json`, directory),
		`${JSON.stringify(toJsonSchema(title, shape), null, '\t')}\n`,
	);
}
