import {createHash} from 'node:crypto';
import type {Problems} from './problem.ts';
import type {Location} from './types.ts';

/** A heading with the Markdown below it. */
export interface Section {
	/** The step's id; undefined: the lesson's title and introduction. */
	step: string | undefined;
	heading: string;
	/** Markdown. */
	body: string;
	/** Hash of the section this one translates, as it says. */
	of: string | undefined;
	/** First 8 hex digits of SHA-256 over heading and body: changes when the words do. */
	hash: string;
	location: Location;
}

/** Reads `# Title`, an introduction, and a section per step: `## [step-id] Heading`. */
export function parseProse(file: string, text: string, problems: Problems): Section[] {
	const sections: Array<{step: string | undefined; heading: string; lines: string[]; location: Location}> =
		[];
	let fence: string | undefined;
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const location = {file, line: index + 1, column: 1};
		const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
		if (marker !== undefined && (fence === undefined || marker.startsWith(fence))) {
			fence = fence === undefined ? marker : undefined;
		}

		const heading = fence === undefined ? /^(#{1,2})\s+(.*?)\s*$/.exec(line) : null;
		if (heading === null) {
			const section = sections.at(-1);
			if (section !== undefined) {
				section.lines.push(line);
			} else if (line.trim() !== '') {
				problems.add(location, 'There is text before the title.', 'Start the file with "# Title".');
			}
		} else if (heading[1] === '#') {
			if (sections.length > 0) {
				problems.add(location, 'A second title.', 'Use "###" for a heading inside of a section.');
			}

			sections.push({step: undefined, heading: heading[2]!, lines: [], location});
		} else {
			const parts = /^\[([^\]]*)\]\s*(.*)$/.exec(heading[2]!);
			if (parts === null || parts[2] === '') {
				problems.add(
					location,
					'The heading names no step, or has no words.',
					'Write "## [step-id] Heading", or "###" for a heading inside of a section.',
				);
			}

			sections.push({step: parts?.[1] ?? '', heading: parts?.[2] ?? heading[2]!, lines: [], location});
		}
	}

	if (sections[0]?.step !== undefined || sections.length === 0) {
		problems.add({file, line: 1, column: 1}, 'There is no title.', 'Start the file with "# Title".');
	}

	return sections.map(finish);
}

function finish(section: {
	step: string | undefined;
	heading: string;
	lines: string[];
	location: Location;
}): Section {
	const stamps = section.lines.map((line) => stampOf(line));
	const body = section.lines
		.filter((_, index) => stamps[index] === undefined)
		.map((line) => line.trimEnd())
		.join('\n')
		.trim();
	const hash = createHash('sha256').update(`${section.heading}\n${body}`).digest('hex').slice(0, 8);
	const {step, heading, location} = section;
	return {step, heading, body, of: stamps.find((stamp) => stamp !== undefined), hash, location};
}

/** The hash that a line records (`<!-- of: 1a2b3c4d -->`); undefined for every other line. */
export function stampOf(line: string): string | undefined {
	return /^<!--\s*of:\s*([0-9a-f]+)\s*-->\s*$/.exec(line)?.[1];
}
