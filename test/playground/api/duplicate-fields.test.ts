import {expect, test} from 'vitest';
import {duplicateFields} from '../../../src/playground/api/duplicate-fields.ts';

test('a key that stands twice is named with its path', () => {
	expect(duplicateFields('{"spec":{"replicas":1,"replicas":2}}')).toEqual([
		'duplicate field "spec.replicas"',
	]);
});

test('elements of a list are told apart', () => {
	const text = '{"items":[{"a":1},{"a":1,"b":[1,[2]],"a":2}],"items2":0}';
	expect(duplicateFields(text)).toEqual(['duplicate field "items[1].a"']);
});

test('the same key in different objects, or in text, is no duplicate', () => {
	expect(
		duplicateFields(String.raw`{"a":{"a":"\"a\":1,\\"},"b":{"a":"{\"a\":1,\"a\":2}"},"c":["a","a"]}`),
	).toEqual([]);
});

test('a key is compared as it reads, not as it is written', () => {
	expect(duplicateFields(String.raw`{"a":1,"\u0061":2}`)).toEqual(['duplicate field "a"']);
});
