import {Problems} from './problem.ts';
import {parseProse, stampOf} from './prose.ts';

/** `translation` with the hash of the original's section under each heading of a section that both have. */
export function stampTranslation(original: string, translation: string): string {
	const hashes = new Map(parseProse('', original, new Problems()).map(({step, hash}) => [step, hash]));
	const sections = parseProse('', translation, new Problems());
	const lines = translation.split('\n');
	// From the end, so that the places before stay right.
	for (const {step, location} of sections.toReversed()) {
		const hash = hashes.get(step);
		if (hash !== undefined) {
			const next = sections[sections.findIndex((section) => section.step === step) + 1]?.location.line;
			const end = next === undefined ? lines.length : next - 1;
			const rest = lines.slice(location.line, end).filter((line) => stampOf(line) === undefined);
			lines.splice(location.line, end - location.line, `<!-- of: ${hash} -->`, ...rest);
		}
	}

	return lines.join('\n');
}
