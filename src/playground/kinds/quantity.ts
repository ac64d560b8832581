import type {StatusCause} from '../registry/status-error.ts';
import {invalidField, path} from './causes.ts';

const shape = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/s;
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Decimal suffixes and their powers of ten. */
const decimal: Record<string, number> = {n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18};

/** A resource quantity in billionths, and the family of suffixes that it was written with. */
interface Quantity {
	nano: bigint;
	format: 'binary' | 'decimal' | 'exponent';
}

/** What is wrong with the text of a quantity, in the server's words (apimachinery: resource.ParseQuantity). */
export class QuantityError extends Error {
	override name = 'QuantityError';
}

/** `text` as the server writes it back: `1024Mi` is `1Gi`, `0.5` is `500m`. Throws QuantityError. */
export function canonicalQuantity(text: string): string {
	const {nano, format} = parse(text);
	if (nano === 0n) {
		return '0';
	}

	const sign = nano < 0n ? '-' : '';
	const size = nano < 0n ? -nano : nano;
	// Kubernetes: a binary quantity below 1024, or not of whole units, is written in decimal.
	return (
		sign +
		(format === 'binary' && size >= 1024n * unit && size % unit === 0n
			? inBinary(size / unit)
			: inDecimal(size, format))
	);
}

/** The quantity as a number of units (bytes, cores); loses what a double cannot hold. Throws QuantityError. */
export function quantityValue(text: string): number {
	return Number(parse(text).nano) / 1e9;
}

/** Below zero when `a` is less than `b`, zero when they are equal. Throws QuantityError. */
export function compareQuantities(a: string, b: string): number {
	const difference = parse(a).nano - parse(b).nano;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What is wrong with the quantities of a list of resources at `at`. */
export function quantityCauses(
	at: string,
	quantities: Record<string, string> | undefined,
	options: {positive?: boolean} = {},
): StatusCause[] {
	return Object.entries(quantities ?? {}).flatMap(([name, quantity]) => {
		const sign = compareQuantities(quantity, '0');
		if (sign < 0) {
			return [invalidField(path(at, [name]), quantity, 'must be greater than or equal to 0')];
		}

		return options.positive && sign === 0
			? [invalidField(path(at, [name]), quantity, 'must be greater than zero')]
			: [];
	});
}

const unit = 1_000_000_000n;

function parse(text: string): Quantity {
	const [, sign = '', whole = '', fraction = '', suffix = ''] = shape.exec(text) ?? [];
	if (text === '' || (whole === '' && fraction === '')) {
		throw new QuantityError(
			"quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
		);
	}

	const digits = BigInt(whole + fraction);
	const {factor, power, format} = scale(suffix);
	const tens = power - fraction.length + 9;
	const scaled =
		tens >= 0 ? digits * factor * 10n ** BigInt(tens) : roundUp(digits * factor, 10n ** BigInt(-tens));
	return {nano: sign === '-' ? -scaled : scaled, format};
}

function scale(suffix: string): {factor: bigint; power: number; format: Quantity['format']} {
	const exponent = /^[eE]([+-]?\d+)$/.exec(suffix);
	if (exponent) {
		return {factor: 1n, power: Number(exponent[1]), format: 'exponent'};
	}

	const binaryPower = binary.indexOf(suffix);
	if (binaryPower > 0) {
		return {factor: 1024n ** BigInt(binaryPower), power: 0, format: 'binary'};
	}

	const power = Object.hasOwn(decimal, suffix) ? decimal[suffix] : undefined;
	if (power !== undefined) {
		return {factor: 1n, power, format: 'decimal'};
	}

	if (/^[eEinumkKMGTP]*[-+]?\d*$/.test(suffix)) {
		throw new QuantityError("unable to parse quantity's suffix");
	}

	throw new QuantityError(
		"quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
	);
}

function roundUp(value: bigint, by: bigint): bigint {
	return value / by + (value % by === 0n ? 0n : 1n);
}

function inBinary(units: bigint): string {
	let rest = units;
	let power = 0;
	while (power < binary.length - 1 && rest % 1024n === 0n) {
		rest /= 1024n;
		power++;
	}

	return `${rest}${binary[power]}`;
}

function inDecimal(nano: bigint, format: Quantity['format']): string {
	let rest = nano;
	let power = -9;
	while (power < 18 && rest % 1000n === 0n) {
		rest /= 1000n;
		power += 3;
	}

	if (format === 'exponent') {
		return power === 0 ? `${rest}` : `${rest}e${power}`;
	}

	const suffix = Object.keys(decimal).find((each) => decimal[each] === power)!;
	return `${rest}${suffix}`;
}
