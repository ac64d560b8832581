import type {Kind} from '../kinds/kind.ts';
import type {KubeObject} from '../kinds/objects.ts';
import {badRequest} from './status-error.ts';

/**
 * A test for a field selector's text, `metadata.name=x,status.phase!=y`. Throws StatusError 400 for text that
 * cannot be read and for a field that `kind` cannot be selected by.
 */
export function fieldSelectorTest(kind: Kind, text: string): (object: KubeObject) => boolean {
	const tests = text
		.split(',')
		.filter((part) => part !== '')
		.map((part) => parse(kind, part));
	return (object) => tests.every((test) => test(object));
}

function parse(kind: Kind, part: string): (object: KubeObject) => boolean {
	const match = /^([^=!]+)(==|=|!=)(.*)$/s.exec(part);
	if (!match) {
		throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
	}

	const [, field = '', operator, value = ''] = match;
	const read = reader(kind, field);
	return (object) => (read(object) === value) === (operator !== '!=');
}

function reader(kind: Kind, field: string): (object: KubeObject) => string {
	if (field === 'metadata.name') {
		return (object) => object.metadata.name;
	}

	if (field === 'metadata.namespace' && kind.namespaced) {
		return (object) => object.metadata.namespace ?? '';
	}

	const read = Object.hasOwn(kind.selectableFields, field) ? kind.selectableFields[field] : undefined;
	if (read === undefined) {
		throw badRequest(
			Object.keys(kind.selectableFields).length > 0
				? `field label not supported: ${field}`
				: `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
		);
	}

	return read;
}
