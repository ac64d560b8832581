import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {courseShape, lessonShape} from '../../src/lesson/format.ts';
import {toJsonSchema} from '../../src/lesson/json-schema.ts';

test.each([
	['course', courseShape],
	['lesson', lessonShape],
] as const)(
	'schema/%s.schema.json is what the format says (node scripts/generate-lesson-schema.ts)',
	async (name, shape) => {
		const file = new URL(`../../schema/${name}.schema.json`, import.meta.url);
		expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(toJsonSchema(`doklab ${name}.yaml`, shape));
	},
);
