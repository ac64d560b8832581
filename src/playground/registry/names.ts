import {randomInt} from 'node:crypto';

/** Letters and digits that cannot make a word (Kubernetes: apimachinery/pkg/util/rand). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const longestName = 63;
const suffixLength = 5;

/** `prefix` with five random characters after it, cut so that the whole is a label. */
export function generatedName(prefix: string): string {
	const suffix = Array.from({length: suffixLength}, () => alphabet[randomInt(alphabet.length)]).join('');
	return prefix.slice(0, longestName - suffixLength) + suffix;
}
