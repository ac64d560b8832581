import {expect, test} from 'vitest';
import {duplicateKeys} from '../../../src/playground/registry/duplicate-keys.ts';

test('keys that stand twice in a map are named with their line', () => {
	const text = 'spec:\n  volumes: []\n  containers:\n  - name: a\n    name: b\n  volumes: []\n';
	expect(duplicateKeys(text)).toEqual([
		'line 5: key "name" already set in map',
		'line 6: key "volumes" already set in map',
	]);
	expect(duplicateKeys('a: 1\n---\na: 2\n')).toEqual([]);
	expect(duplicateKeys('{a: 1')).toEqual([]);
});
