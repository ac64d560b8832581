import {relative} from 'node:path';
import type {Problems} from './problem.ts';
import type {Section} from './prose.ts';
import {suggest} from './similar.ts';
import type {Language, Location} from './types.ts';

/** A step as the structure has it. */
export interface StepPlace {
	id: string;
	location: Location;
}

/** The script that writes the hashes of translated sections; see the problem of an outdated translation. */
const stampCommand = 'npm run stamp --';

/** Reports steps without prose, prose without a step, and prose in another order than the steps. */
export function checkSections(
	language: Language,
	file: string,
	sections: readonly Section[],
	steps: readonly StepPlace[],
	problems: Problems,
): void {
	const ids = steps.map((step) => step.id);
	const seen = new Set<string>();
	for (const {step, location} of sections) {
		// A heading without an id is already reported.
		if (step === undefined || step === '') {
			continue;
		}

		if (!ids.includes(step)) {
			problems.add(location, `There is prose for a step "${step}" that does not exist.`, suggest(step, ids));
		} else if (seen.has(step)) {
			problems.add(location, `The step "${step}" has prose twice.`, 'Keep one of the two sections.');
		}

		seen.add(step);
	}

	for (const {id, location} of steps) {
		if (!seen.has(id)) {
			problems.add(
				location,
				`The step "${id}" has no prose in ${language}.`,
				`Add a section "## [${id}] Heading" to ${file.split('/').at(-1)}.`,
			);
		}
	}

	const told = sections.flatMap(({step}) => (step !== undefined && ids.includes(step) ? [step] : []));
	const expected = ids.filter((id) => told.includes(id));
	const wrong =
		new Set(told).size === told.length ? told.findIndex((id, index) => id !== expected[index]) : -1;
	if (wrong !== -1) {
		const section = sections.find(({step}) => step === told[wrong])!;
		problems.add(
			section.location,
			`The section "${told[wrong]}" is not in the steps' order.`,
			`Put the sections in the order ${ids.join(', ')}.`,
		);
	}
}

/** Reports each section of a translation that is not of today's original. */
export function checkTranslation(
	root: string,
	original: readonly Section[],
	translation: readonly Section[],
	problems: Problems,
): void {
	for (const section of translation) {
		const source = original.find(({step}) => step === section.step);
		if (source === undefined || source.hash === section.of) {
			continue;
		}

		const name = section.step === undefined ? 'The introduction' : `The section "${section.step}"`;
		problems.add(
			section.location,
			section.of === undefined
				? `${name} does not say which original it translates.`
				: `${name} is older than its original: it translates ${section.of}, the original is ${source.hash}.`,
			`Bring the text up to date, then write <!-- of: ${source.hash} --> under its heading: ` +
				`${stampCommand} ${relative(root, section.location.file)}`,
		);
	}
}
