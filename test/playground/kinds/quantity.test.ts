import {expect, test} from 'vitest';
import {
	canonicalQuantity,
	compareQuantities,
	QuantityError,
	quantityValue,
} from '../../../src/playground/kinds/quantity.ts';

test.each([
	['1', '1'],
	['0.5', '500m'],
	['1000m', '1'],
	['1.5Gi', '1536Mi'],
	['1024Mi', '1Gi'],
	['1500Mi', '1500Mi'],
	['512', '512'],
	['1000', '1k'],
	['100000k', '100M'],
	['1e3', '1e3'],
	['0', '0'],
	['0Mi', '0'],
	['-1', '-1'],
	['+2', '2'],
	['0.5Mi', '512Ki'],
	['100Ki', '100Ki'],
])('%s is written back as %s', (text, written) => {
	expect(canonicalQuantity(text)).toBe(written);
});

test.each([
	['', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
	['lots', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
	['1GB', "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
	['1ki', "unable to parse quantity's suffix"],
	['1MM', "unable to parse quantity's suffix"],
])('%j is not a quantity', (text, why) => {
	expect(() => canonicalQuantity(text)).toThrow(new QuantityError(why));
});

test('quantities are compared and counted across suffixes', () => {
	expect(compareQuantities('1Gi', '1024Mi')).toBe(0);
	expect(compareQuantities('999m', '1')).toBeLessThan(0);
	expect(compareQuantities('1G', '1Gi')).toBeLessThan(0);
	expect(quantityValue('250m')).toBe(0.25);
	expect(quantityValue('64Mi')).toBe(64 * 1024 * 1024);
});
