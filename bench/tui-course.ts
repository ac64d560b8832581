import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {stampTranslation} from '../src/lesson/stamp.ts';

/** Lines of the lesson, numbered, so that scrolling by one can be seen. */
const lines = 300;
/** Lines that its step's action writes, and the seconds between two of them. */
const written = 12_000;
const pause = 0.005;

const files: Record<string, string> = {
	'lessons/course.yaml': `format: 1
id: bench
title: {en: Bench, ja: ベンチ}
namespace: postgres
database: {selector: app=postgres}
lessons: [stream]
`,
	'lessons/10-stream/lesson.yaml': `format: 1
minutes: 1
steps:
  - id: stream
    do:
      - run: i=0; while [ $i -lt ${written} ]; do i=$((i+1)); echo "streamed $i"; sleep ${pause}; done
        timeout: 10m
    checks:
      - id: three
        title: {en: Three members are Ready, ja: 3 つのメンバーが Ready である}
        get: {kind: Pod, selector: app=postgres}
        expect: {count: 3, all: {status: {conditions: [{type: Ready, status: 'True'}]}}}
        within: 5m
`,
	'lessons/10-stream/en.md': lesson('Stream'),
	'lessons/10-stream/ja.md': stampTranslation(lesson('Stream'), lesson('ストリーム')),
};

/** Writes a course whose one lesson is long, and whose one step writes output for a minute; returns its directory. */
export async function writeCourse(directory: string): Promise<string> {
	for (const [file, content] of Object.entries(files)) {
		await mkdir(join(directory, file, '..'), {recursive: true});
		await writeFile(join(directory, file), content);
	}

	return directory;
}

function lesson(title: string): string {
	const numbered = Array.from({length: lines}, (_, index) => `- Line ${String(index).padStart(3, '0')}`);
	return `# ${title}\n\n${numbered.join('\n')}\n\n## [stream] ${title}\n\n${title}\n`;
}
