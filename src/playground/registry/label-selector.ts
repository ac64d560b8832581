import type {LabelSelector} from '../kinds/objects.ts';
import {badRequest} from './status-error.ts';

type Labels = Record<string, string> | undefined;

/** One condition on an object's labels. */
export interface Requirement {
	key: string;
	operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
	values: string[];
}

/**
 * Whether `labels` meet a selector, a workload's or the text of kubectl's `-l`. An absent selector matches
 * nothing and an empty one everything, as in Kubernetes. Throws StatusError 400 when text cannot be read.
 */
export function matchesLabels(selector: LabelSelector | string | undefined, labels: Labels): boolean {
	if (selector === undefined) {
		return false;
	}

	return requirementsOf(selector).every((requirement) => meets(requirement, labels));
}

/** The conditions that a selector puts. Throws StatusError 400 when text cannot be read. */
export function requirementsOf(selector: LabelSelector | string): Requirement[] {
	if (typeof selector === 'string') {
		return parseLabelSelector(selector);
	}

	return [
		...Object.entries(selector.matchLabels ?? {}).map(([key, value]): Requirement => ({
			key,
			operator: 'In',
			values: [value],
		})),
		...(selector.matchExpressions ?? []).map(({key, operator, values = []}) => ({key, operator, values})),
	];
}

/** Whether `labels` meet one condition. */
export function meets({key, operator, values}: Requirement, labels: Labels): boolean {
	const value = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
	switch (operator) {
		case 'In':
			return value !== undefined && values.includes(value);
		case 'NotIn':
			return value === undefined || !values.includes(value);
		case 'Exists':
			return value !== undefined;
		case 'DoesNotExist':
			return value === undefined;
	}
}

/** A selector as `-l` takes it back: `app=web,tier in (a,b),!old`. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
	return requirementsOf(selector ?? {})
		.map(({key, operator, values}) => {
			switch (operator) {
				case 'In':
					return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.toSorted().join(',')})`;
				case 'NotIn':
					return `${key} notin (${values.toSorted().join(',')})`;
				case 'Exists':
					return key;
				case 'DoesNotExist':
					return `!${key}`;
			}
		})
		.toSorted()
		.join(',');
}

const name = String.raw`[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const value = String.raw`[-A-Za-z0-9_.]*`;
const forms: Array<{pattern: RegExp; read: (match: RegExpExecArray) => Requirement}> = [
	{
		pattern: new RegExp(String.raw`^\s*(${name})\s+(in|notin)\s*\(([^()]*)\)\s*$`),
		read: ([, key, operator, values]) => ({
			key: key!,
			operator: operator === 'in' ? 'In' : 'NotIn',
			values: values!.split(',').map((each) => each.trim()),
		}),
	},
	{
		pattern: new RegExp(String.raw`^\s*(${name})\s*(==|=|!=)\s*(${value})\s*$`),
		read: ([, key, operator, text]) => ({
			key: key!,
			operator: operator === '!=' ? 'NotIn' : 'In',
			values: [text!],
		}),
	},
	{
		pattern: new RegExp(String.raw`^\s*(!?)\s*(${name})\s*$`),
		read: ([, not, key]) => ({key: key!, operator: not ? 'DoesNotExist' : 'Exists', values: []}),
	},
];

function parseLabelSelector(text: string): Requirement[] {
	if (text.trim() === '') {
		return [];
	}

	// A comma inside parentheses separates values, not conditions.
	return text.split(/,(?![^(]*\))/).map((part) => {
		for (const {pattern, read} of forms) {
			const match = pattern.exec(part);
			if (match) {
				return read(match);
			}
		}

		throw badRequest(
			`unable to parse requirement: found '${part.trim()}', expected: a key, or a key with '=', '==', '!=', 'in', 'notin'`,
		);
	});
}
