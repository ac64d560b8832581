import {isMap, isScalar, isSeq, type Document, type Node, type YAMLMap} from 'yaml';
import type {StepPlace} from './check-prose.ts';
import {conformNode, type OnFormat} from './conform.ts';
import {objectExpectation, objectsExpectation} from './format-check.ts';
import type {Needs} from './check-needs.ts';
import type {Problems} from './problem.ts';
import type {Source} from './source.ts';

/** What other files are checked against; of a lesson with mistakes, as much as can be read. */
export interface Outline {
	steps: StepPlace[];
	needs: Needs['needs'];
}

/** Reports what the shape of a lesson file cannot say: ids that stand twice, and what `expect` holds. */
export function checkStructure(
	source: Source,
	document: Document.Parsed,
	problems: Problems,
	onFormat: OnFormat,
): Outline {
	const stepNodes = items(document.get('steps', true));
	const steps = places(source, stepNodes);
	reportTwice(steps, 'step', 'lesson', problems);
	for (const [index, step] of stepNodes.entries()) {
		const checks = items(isMap(step) ? step.get('checks', true) : undefined);
		reportTwice(places(source, checks), 'check', 'step', problems);
		for (const [number, check] of checks.entries()) {
			if (isMap(check)) {
				checkExpectation(
					source,
					document,
					check,
					`steps[${index}].checks[${number}].expect`,
					problems,
					onFormat,
				);
			}
		}
	}

	const needs = items(document.get('needs', true)).flatMap((node) =>
		isScalar(node) && typeof node.value === 'string' ? [{id: node.value, location: source.locate(node)}] : [],
	);
	return {steps, needs};
}

function checkExpectation(
	source: Source,
	document: Document.Parsed,
	check: YAMLMap,
	name: string,
	problems: Problems,
	onFormat: OnFormat,
): void {
	const query = check.get('get', true) as unknown;
	const expect = check.get('expect', true) as unknown;
	if (!isMap(query) || !isMap(expect)) {
		return;
	}

	if (!query.has('name')) {
		conformNode(source, document, expect, objectsExpectation, name, problems, onFormat);
	} else if (expect.has('cel') || expect.has('object')) {
		conformNode(source, document, expect, objectExpectation, name, problems, onFormat);
	}
}

function items(node: unknown): Node[] {
	return isSeq(node) ? (node.items as Node[]) : [];
}

/** The `id` of each object, with its place. */
function places(source: Source, nodes: readonly Node[]): StepPlace[] {
	return nodes.flatMap((node) => {
		const id = isMap(node) ? (node.get('id', true) as unknown) : undefined;
		return isScalar(id) && typeof id.value === 'string' ? [{id: id.value, location: source.locate(id)}] : [];
	});
}

function reportTwice(found: readonly StepPlace[], noun: string, whole: string, problems: Problems): void {
	for (const [index, {id, location}] of found.entries()) {
		if (found.findIndex((other) => other.id === id) < index) {
			problems.add(
				location,
				`The ${whole} has two ${noun}s with the id "${id}".`,
				'Give one of them another id.',
			);
		}
	}
}
