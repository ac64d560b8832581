import {compileCondition} from '../../lesson/cel.ts';
import type {ObjectQuery, Probe} from '../../lesson/types.ts';
import type {KubeObject} from '../../kube/kube.ts';
import {evaluation, type Evaluation} from '../evaluation.ts';
import type {Mismatch} from '../events.ts';
import {match, show} from '../match.ts';

type ObjectProbe = Extract<Probe, {type: 'get' | 'absent'}>;

/** Judges what get or absent found. */
export function judgeObjects(probe: ObjectProbe, objects: KubeObject[]): Evaluation {
	if (probe.type === 'absent') {
		const found = objects.length === 0 ? 'none' : names(objects);
		return evaluation(objects.length === 0, expectedObjects(probe), found, {objects});
	}

	const {expect} = probe;
	const mismatches =
		expect.type === 'object' ? judgeOne(expect, objects[0]) : judgeSeveral(expect, objects, probe.query.kind);
	const found = summarize(mismatches, objects, probe.query);
	return evaluation(mismatches.length === 0, expectedObjects(probe), found, {mismatches, objects});
}

/** What should be, in one line. */
export function expectedObjects(probe: ObjectProbe): string {
	const what = describe(probe.query);
	if (probe.type === 'absent') {
		return `no ${what}`;
	}

	const {expect} = probe;
	if (expect.type === 'object') {
		const partial = expect.partial === undefined || isEmpty(expect.partial) ? [] : [show(expect.partial)];
		const words = [...partial, ...(expect.cel === undefined ? [] : [expect.cel])];
		return words.length === 0 ? what : `${what} with ${words.join(' and ')}`;
	}

	const words = [
		...(expect.count === undefined ? [] : [`${expect.count} of them`]),
		...(['all', 'any', 'none'] as const).flatMap((word) =>
			expect[word] === undefined ? [] : [`${word} ${show(expect[word])}`],
		),
		...(expect.cel === undefined ? [] : [expect.cel]),
	];
	return `${what}: ${words.join(', ')}`;
}

function judgeOne(expect: {partial?: unknown; cel?: string}, object: KubeObject | undefined): Mismatch[] {
	if (object === undefined) {
		return [{path: '', expected: 'the object', found: 'nothing'}];
	}

	return [
		...(expect.partial === undefined ? [] : match(expect.partial, object)),
		...judgeCel(expect.cel, [object]),
	];
}

function judgeSeveral(
	expect: {count?: number; all?: unknown; any?: unknown; none?: unknown; cel?: string},
	objects: KubeObject[],
	kind: string,
): Mismatch[] {
	const mismatches: Mismatch[] = [];
	if (expect.count !== undefined && expect.count !== objects.length) {
		mismatches.push({path: 'count', expected: String(expect.count), found: String(objects.length)});
	}

	if (expect.all !== undefined && objects.length === 0) {
		mismatches.push({path: '', expected: `at least one ${kind}`, found: 'none'});
	}

	for (const object of expect.all === undefined ? [] : objects) {
		mismatches.push(...match(expect.all, object).map((one) => ({...one, path: within(object, one.path)})));
	}

	if (expect.any !== undefined) {
		const attempts = objects.map((object) => match(expect.any, object));
		if (!attempts.some((attempt) => attempt.length === 0)) {
			mismatches.push({path: '', expected: `one with ${show(expect.any)}`, found: names(objects)});
		}
	}

	for (const object of expect.none === undefined ? [] : objects) {
		if (match(expect.none, object).length === 0) {
			mismatches.push({
				path: object.metadata.name,
				expected: `not ${show(expect.none)}`,
				found: show(expect.none),
			});
		}
	}

	return [...mismatches, ...judgeCel(expect.cel, objects)];
}

function judgeCel(cel: string | undefined, objects: KubeObject[]): Mismatch[] {
	return cel === undefined || compileCondition(cel)(objects)
		? []
		: [{path: '', expected: cel, found: 'false'}];
}

function within(object: KubeObject, path: string): string {
	return path === '' ? object.metadata.name : `${object.metadata.name}: ${path}`;
}

function summarize(
	mismatches: readonly Mismatch[],
	objects: readonly KubeObject[],
	query: ObjectQuery,
): string {
	if (objects.length === 0) {
		return `no ${describe(query)}`;
	}

	if (mismatches.length === 0) {
		return query.name === undefined ? names(objects) : describe(query);
	}

	const first = mismatches.slice(0, 3).map(({path, expected, found}) => {
		return found === 'false' ? `not ${expected}` : path === '' ? found : `${path} = ${found}`;
	});
	return first.join(', ') + (mismatches.length > 3 ? ` and ${mismatches.length - 3} more` : '');
}

function describe({kind, name, selector, namespace}: ObjectQuery): string {
	const which = name === undefined ? (selector === undefined ? '' : ` with ${selector}`) : ` ${name}`;
	return `${kind}${which}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

function names(objects: readonly KubeObject[]): string {
	return objects.length === 0 ? 'none' : objects.map(({metadata}) => metadata.name).join(', ');
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
