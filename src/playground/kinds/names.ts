import type {StatusCause} from '../registry/status-error.ts';
import {invalidField} from './causes.ts';
import type {KubeObject} from './objects.ts';

/** The rules a name may have to follow (Kubernetes: apimachinery/pkg/util/validation). */
export type NameRule = 'label' | 'subdomain' | 'service';

const rules: Record<NameRule, {pattern: RegExp; longest: number; what: string}> = {
	label: {
		pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
		longest: 63,
		what: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
	},
	subdomain: {
		pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
		longest: 253,
		what: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
	},
	service: {
		pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
		longest: 63,
		what: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
	},
};

/** What is wrong with `name` under `rule`, in the server's words; undefined when nothing. */
export function nameProblem(name: string, rule: NameRule): string | undefined {
	const {pattern, longest, what} = rules[rule];
	if (name.length > longest) {
		return tooLong(longest);
	}

	return pattern.test(name) ? undefined : what;
}

/** What is wrong with an object's own name; that it has none is said elsewhere. */
export function nameCauses(object: KubeObject, rule: NameRule): StatusCause[] {
	const problem = object.metadata.name === '' ? undefined : nameProblem(object.metadata.name, rule);
	return problem ? [invalidField('metadata.name', object.metadata.name, problem)] : [];
}

/** What is wrong with a key of a ConfigMap or Secret; undefined when nothing. */
export function dataKeyProblem(key: string): string | undefined {
	if (key.length > 253) {
		return tooLong(253);
	}

	if (key === '.' || key === '..') {
		return `must not be '${key}'`;
	}

	return /^[-._a-zA-Z0-9]+$/.test(key)
		? undefined
		: "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
}

/** What is wrong with a label's value; undefined when nothing. */
export function labelValueProblem(value: string): string | undefined {
	if (value.length > 63) {
		return tooLong(63);
	}

	return /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value)
		? undefined
		: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
}

/** What is wrong with the key of a label or annotation (`prefix/name`); undefined when nothing. */
export function qualifiedNameProblem(key: string): string | undefined {
	const [name = '', prefix, ...rest] = key.split('/').toReversed();
	const shape =
		"must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
	if (rest.length > 0) {
		return `a valid label key ${shape} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
	}

	if (prefix !== undefined) {
		const problem = prefix === '' ? 'must be non-empty' : nameProblem(prefix, 'subdomain');
		if (problem) {
			return `prefix part ${problem}`;
		}
	}

	if (name === '') {
		return 'name part must be non-empty';
	}

	if (name.length > 63) {
		return `name part ${tooLong(63)}`;
	}

	return /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name) ? undefined : `name part ${shape}`;
}

function tooLong(longest: number): string {
	return `must be no more than ${longest} bytes`;
}
