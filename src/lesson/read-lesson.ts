import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {checkSections, checkTranslation} from './check-prose.ts';
import {checkStructure, type Outline} from './check-structure.ts';
import {conform, type OnFormat} from './conform.ts';
import {lessonShape} from './format.ts';
import type {Problems} from './problem.ts';
import {parseProse, type Section} from './prose.ts';
import {parseSource, type Source} from './source.ts';
import {languages, type Language} from './types.ts';

/** The files of a lesson, read and checked by themselves. */
export interface LessonFiles {
	source: Source;
	outline: Outline;
	sections: Record<Language, Section[]>;
}

/** The language that lessons are written in first; the others are translations of it. */
const original: Language = 'en';

/** Reads lesson.yaml and the prose in `directory`; undefined when there is nothing to go on with. */
export async function readLesson(
	root: string,
	directory: string,
	problems: Problems,
	onFormat: OnFormat,
): Promise<LessonFiles | undefined> {
	const file = join(directory, 'lesson.yaml');
	const text = await read(file, problems);
	const sections = {} as Record<Language, Section[]>;
	const missing = new Set<Language>();
	for (const language of languages) {
		const prose = join(directory, `${language}.md`);
		const markdown = await read(prose, problems);
		if (markdown === undefined) {
			missing.add(language);
		}

		sections[language] = markdown === undefined ? [] : parseProse(prose, markdown, problems);
	}

	for (const language of languages) {
		if (language !== original && !missing.has(language)) {
			checkTranslation(root, sections[original], sections[language], problems);
		}
	}

	if (text === undefined) {
		return undefined;
	}

	const source = parseSource(file, text, problems);
	const document = source.documents[0];
	if (document === undefined) {
		problems.add(source.locate(null), 'The file is empty.', 'Describe the lesson: format, minutes, steps.');
		return undefined;
	}

	if (document.errors.length > 0) {
		return undefined;
	}

	conform(source, document, lessonShape, problems, onFormat);
	const outline = checkStructure(source, document, problems, onFormat);
	for (const language of languages) {
		if (!missing.has(language)) {
			checkSections(language, join(directory, `${language}.md`), sections[language], outline.steps, problems);
		}
	}

	return {source, outline, sections};
}

async function read(file: string, problems: Problems): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const reason =
			(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : (error as Error).message;
		problems.add({file, line: 1, column: 1}, `The file ${reason}.`, 'Write it.');
		return undefined;
	}
}
