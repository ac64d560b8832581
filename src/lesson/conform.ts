import {isAlias, isMap, isScalar, isSeq, type Document, type Node, type YAMLMap} from 'yaml';
import type {Problems} from './problem.ts';
import type {Format, ObjectShape, Shape} from './shape.ts';
import {mostSimilar, suggest} from './similar.ts';
import type {Source} from './source.ts';
import type {Location} from './types.ts';

/** Called for each text that has a format. */
export type OnFormat = (format: Format, value: string, location: Location) => void;

interface Visit {
	source: Source;
	document: Document.Parsed;
	problems: Problems;
	onFormat: OnFormat;
}

/** Reports where the document is not of `shape`, field by field. */
export function conform(
	source: Source,
	document: Document.Parsed,
	shape: Shape,
	problems: Problems,
	onFormat: OnFormat,
): void {
	visit({source, document, problems, onFormat}, document.contents, shape, 'the file');
}

/** As `conform`, for one node of a document; `name` is what the node is called in problems. */
export function conformNode(
	source: Source,
	document: Document.Parsed,
	node: Node | null,
	shape: Shape,
	name: string,
	problems: Problems,
	onFormat: OnFormat,
): void {
	visit({source, document, problems, onFormat}, node, shape, name);
}

function visit(context: Visit, found: Node | null, shape: Shape, name: string): void {
	const node = isAlias(found) ? (found.resolve(context.document) ?? null) : found;
	const wrong = (must: string) => {
		context.problems.add(
			context.source.locate(found),
			`${subject(name)} must be ${must}, not ${describe(node)}.`,
			`Write ${must}.`,
		);
	};

	switch (shape.type) {
		case 'string':
			visitString(context, node, shape.format, name, wrong);
			break;
		case 'integer':
			if (!isScalar(node) || !Number.isInteger(node.value) || (node.value as number) < shape.minimum) {
				wrong(`a whole number of ${shape.minimum} or more`);
			}

			break;
		case 'boolean':
			if (!isScalar(node) || typeof node.value !== 'boolean') {
				wrong('true or false');
			}

			break;
		case 'scalar':
			if (node !== null && !isScalar(node)) {
				wrong('a single value');
			}

			break;
		case 'constant':
			if (!isScalar(node) || node.value !== shape.value) {
				wrong(String(shape.value));
			}

			break;
		case 'choice':
			if (!isScalar(node) || typeof node.value !== 'string') {
				wrong(`one of ${shape.of.join(', ')}`);
			} else if (!shape.of.includes(node.value)) {
				const cure = suggest(node.value, shape.of);
				context.problems.add(context.source.locate(node), `${name} cannot be "${node.value}".`, cure);
			}

			break;
		case 'anyObject':
			if (!isMap(node)) {
				wrong('an object');
			}

			break;
		case 'strings':
			visitList(context, node, {of: {type: 'string', format: undefined}, minimum: 1}, name, wrong);
			break;
		case 'list':
			visitList(context, node, shape, name, wrong);
			break;
		case 'textOr':
			if (isMap(node)) {
				visitObject(context, node, shape.object, name);
			} else if (isScalar(node) && typeof node.value === 'string') {
				visit(context, node, shape.text, name);
			} else {
				wrong('text or an object');
			}

			break;
		case 'object':
			if (isMap(node)) {
				visitObject(context, node, shape, name);
			} else {
				wrong('an object');
			}
	}
}

function visitString(
	context: Visit,
	node: Node | null,
	format: Format | undefined,
	name: string,
	wrong: (must: string) => void,
): void {
	if (!isScalar(node) || typeof node.value !== 'string') {
		wrong(
			isScalar(node) && node.value !== null ? `text (quote it: "${JSON.stringify(node.value)}")` : 'text',
		);
	} else if (node.value.trim() === '') {
		context.problems.add(
			context.source.locate(node),
			`${subject(name)} is empty.`,
			'Write it, or leave the field out.',
		);
	} else if (format !== undefined) {
		context.onFormat(format, node.value, context.source.locate(node));
	}
}

function visitList(
	context: Visit,
	node: Node | null,
	shape: {of: Shape; minimum: number},
	name: string,
	wrong: (must: string) => void,
): void {
	if (!isSeq(node)) {
		wrong('a list');
		return;
	}

	if (node.items.length < shape.minimum) {
		context.problems.add(
			context.source.locate(node),
			`${subject(name)} is empty.`,
			`Give at least ${shape.minimum}.`,
		);
	}

	for (const [index, item] of node.items.entries()) {
		visit(context, item as Node | null, shape.of, `${name}[${index}]`);
	}
}

function visitObject(context: Visit, node: YAMLMap, shape: ObjectShape, name: string): void {
	const {problems, source} = context;
	const before = problems.list.length;
	const known = Object.keys(shape.fields);
	const present = new Set<string>();
	for (const pair of node.items) {
		const key = isScalar(pair.key) ? String(pair.key.value) : '';
		const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
		if (field === undefined) {
			reportUnknown(context, pair.key as Node, key, node, shape, name);
		} else {
			present.add(key);
			visit(context, pair.value as Node | null, field.shape, name === 'the file' ? key : `${name}.${key}`);
		}
	}

	for (const key of known) {
		if (shape.fields[key]!.required && !present.has(key)) {
			problems.add(
				source.locate(node),
				`${subject(name)} has no ${key}.`,
				`Add ${key}: ${shape.fields[key]!.description}.`,
			);
		}
	}

	reportVariants(context, node, shape, name, present, problems.list.length > before);
	for (const group of shape.exclusive) {
		const both = group.filter((key) => present.has(key));
		if (both.length > 1) {
			problems.add(
				locateKey(source, node, both[1]!),
				`${subject(name)} has both ${both.join(' and ')}.`,
				'Keep one of them.',
			);
		}
	}

	if (shape.rule !== undefined && problems.list.length === before) {
		const breach = shape.rule(node.toJS(context.document) as Record<string, unknown>);
		if (breach !== undefined) {
			const place = breach.field === undefined ? source.locate(node) : locateKey(source, node, breach.field);
			problems.add(place, breach.message, breach.cure);
		}
	}
}

function reportUnknown(
	context: Visit,
	keyNode: Node,
	key: string,
	node: YAMLMap,
	shape: ObjectShape,
	name: string,
): void {
	const known = Object.keys(shape.fields);
	const variants = shape.variants;
	const location = context.source.locate(keyNode);
	if (variants !== undefined && !variants.fields.some((field) => node.has(field))) {
		const similar = mostSimilar(key, known);
		if (similar === undefined || variants.fields.includes(similar)) {
			const cure =
				similar === undefined
					? `${capitalize(variants.noun)}s: ${variants.fields.join(', ')}.`
					: `Did you mean ${similar}?`;
			context.problems.add(location, `There is no ${variants.noun} "${key}".`, cure);
			return;
		}
	}

	context.problems.add(location, `${subject(name)} has an unknown field "${key}".`, suggest(key, known));
}

function reportVariants(
	context: Visit,
	node: YAMLMap,
	shape: ObjectShape,
	name: string,
	present: ReadonlySet<string>,
	alreadyWrong: boolean,
): void {
	if (shape.variants === undefined) {
		return;
	}

	const {noun, fields} = shape.variants;
	const chosen = fields.filter((key) => present.has(key));
	if (chosen.length === 0 && !alreadyWrong) {
		context.problems.add(
			context.source.locate(node),
			`${subject(name)} has no ${noun}.`,
			`Add one of ${fields.join(', ')}.`,
		);
	} else if (chosen.length > 1) {
		context.problems.add(
			locateKey(context.source, node, chosen[1]!),
			`${subject(name)} has ${chosen.length} ${noun}s: ${chosen.join(', ')}.`,
			'Keep one, and give the others an item of their own.',
		);
	}
}

function locateKey(source: Source, node: YAMLMap, key: string): Location {
	const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
	return source.locate((pair?.key as Node | undefined) ?? node);
}

function describe(node: Node | null): string {
	if (node === null) {
		return 'nothing';
	}

	if (isMap(node)) {
		return 'an object';
	}

	if (isSeq(node)) {
		return 'a list';
	}

	const value: unknown = isScalar(node) ? node.value : null;
	return value === null ? 'nothing' : JSON.stringify(value);
}

/** `name` as the first words of a sentence; a field keeps its spelling. */
function subject(name: string): string {
	return name === 'the file' ? 'The file' : name;
}

function capitalize(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
