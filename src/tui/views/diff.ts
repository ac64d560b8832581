import {structuredPatch} from 'diff';
import {parseAllDocuments, stringify} from 'yaml';
import {wrap} from '../../lib/text/wrap.ts';
import {words} from './lesson-words.ts';
import type {LineOptions} from './line-options.ts';

const context = 3;

export interface DiffView {
	manifest: string;
	/** Undefined: the cluster has nothing for it. */
	live: string | undefined;
	/** Why there is nothing; undefined: it is not there yet. */
	message?: string | undefined;
}

/**
 * What differs between a manifest (-) and what the cluster holds for it (+), both YAML. Comments, the order of fields
 * and other ways to write the same value are no difference.
 */
export function diffLines({manifest, live, message}: DiffView, options: LineOptions): string[] {
	const {theme, language, width} = options;
	const {signs} = theme;
	const say = words[language];
	if (live === undefined) {
		return wrap(message ?? say.notThere, width, {first: `${theme.quiet(signs.open)} `, rest: '  '});
	}

	const expected = normalize(manifest);
	const {hunks} = structuredPatch('', '', expected, normalize(live, manifest), '', '', {context});
	if (hunks.length === 0) {
		return wrap(say.same, width, {first: `${theme.proved(signs.proved)} `, rest: '  '});
	}

	return [
		...wrap(`${theme.failed('-')} ${say.inManifest}   ${theme.proved('+')} ${say.inCluster}`, width),
		...hunks.flatMap(({oldStart, lines}) => [
			'',
			...hunkHead(expected, oldStart, options),
			...lines.flatMap((line) => changeLines(line, options)),
		]),
	];
}

function changeLines(line: string, {theme, width}: LineOptions): string[] {
	const sign = line.charAt(0);
	const style = {'-': theme.failed, '+': theme.proved}[sign] ?? theme.quiet;
	const text = line.slice(1);
	const indent = ' '.repeat(/^ */.exec(text)![0].length + 2);
	// What diff says about a missing last line end is none of ours: both end alike.
	return sign === '\\' ? [] : wrap(style(text), width, {first: `${style(sign)} `, rest: `  ${indent}`});
}

/** Where in its object a hunk stands: the keys that its first line is below, spec.template.spec. */
function hunkHead(text: string, start: number, {theme, width}: LineOptions): string[] {
	const lines = text.split('\n');
	let indent = /^ */.exec(lines[start - 1] ?? '')![0].length;
	const path: string[] = [];
	for (const line of lines.slice(0, Math.max(0, start - 1)).toReversed()) {
		const [, spaces = '', key] = /^([ -]*)([\w./-]+):/.exec(line) ?? [];
		if (line === '---') {
			break;
		}

		if (key !== undefined && spaces.length < indent) {
			indent = spaces.length;
			path.unshift(key);
		}
	}

	return path.length === 0 ? [] : wrap(theme.strong(path.join('.')), width);
}

/** The same values written the same way, fields in the order of `model`. Text that is no YAML stays as it is. */
function normalize(text: string, model = text): string {
	const read = (source: string) => {
		const documents = parseAllDocuments(source);
		const isBroken = !Array.isArray(documents) || documents.some(({errors}) => errors.length > 0);
		return isBroken ? undefined : documents.map((document) => document.toJS() as unknown);
	};
	const values = read(text);
	const models = read(model) ?? [];
	return values === undefined
		? text
		: values
				.filter((value) => value !== null)
				.map((value, index) => stringify(orderLike(value, models[index]), {lineWidth: 0}))
				.join('---\n');
}

function orderLike(value: unknown, model: unknown): unknown {
	if (Array.isArray(value)) {
		const models = Array.isArray(model) ? (model as unknown[]) : [];
		return value.map((element, index) => orderLike(element, models[index]));
	}

	if (typeof value !== 'object' || value === null) {
		return value;
	}

	const fields = value as Record<string, unknown>;
	const known = Object.keys(model ?? {}).filter((key) => key in fields);
	const order = [...known, ...Object.keys(fields).filter((key) => !known.includes(key))];
	return Object.fromEntries(
		order.map((key) => [key, orderLike(fields[key], (model as Record<string, unknown> | undefined)?.[key])]),
	);
}
