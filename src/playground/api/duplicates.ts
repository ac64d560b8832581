import type {Kind} from '../kinds/kind.ts';
import {cannotBeHandled, strictProblems} from '../registry/decode.ts';
import type {WriteOptions} from '../registry/types.ts';
import {duplicateFields} from './duplicate-fields.ts';

/**
 * Looks for keys that stand twice in a body: 400 with Strict, warnings with Warn (which it is by default). A
 * parsed object no longer shows them, the registry cannot know.
 */
export async function checkDuplicates(kind: Kind, text: string, options: WriteOptions): Promise<void> {
	if (options.fieldValidation === 'Ignore' || text === '') {
		return;
	}

	const problems = text.trimStart().startsWith('{') ? duplicateFields(text) : await duplicateYamlKeys(text);
	if (problems.length === 0) {
		return;
	}

	if (options.fieldValidation === 'Strict') {
		throw cannotBeHandled(kind, strictProblems(problems));
	}

	options.warnings?.push(...problems);
}

async function duplicateYamlKeys(text: string): Promise<string[]> {
	const {duplicateKeys} = await import('../registry/duplicate-keys.ts');
	return duplicateKeys(text);
}
