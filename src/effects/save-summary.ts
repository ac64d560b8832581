import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {WorkshopSummary} from '../engine/workshop-events.ts';
import type {Course} from '../lesson/types.ts';
import type {Language} from '../lib/i18n.ts';
import {summaryMarkdown} from './summary-markdown.ts';

export interface SaveSummaryOptions {
	summary: WorkshopSummary;
	course: Course;
	language: Language;
	/** Where it is saved. */
	directory: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/**
 * Saves the summary as doklab-summary-DATE.md, or -2, -3 where there is one already; returns its path.
 * Rejects with the system's error when the directory cannot be written to.
 */
export async function saveSummary({directory, now, ...content}: SaveSummaryOptions): Promise<string> {
	const date = localDate(now);
	const markdown = summaryMarkdown({...content, date});
	for (let count = 1; ; count++) {
		const file = join(directory, `doklab-summary-${date}${count === 1 ? '' : `-${count}`}.md`);
		try {
			await writeFile(file, markdown, {flag: 'wx'});
			return file;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
				throw error;
			}
		}
	}
}

// The learner's day, not Greenwich's.
function localDate(now: number): string {
	const date = new Date(now);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
