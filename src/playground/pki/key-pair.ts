import {createPrivateKey, X509Certificate} from 'node:crypto';
import type {Clock} from '../../lib/clock.ts';

/** A certificate and its private key, PEM. */
export interface KeyPair {
	certificate: string;
	key: string;
}

const renewBeforeMs = 30 * 24 * 3_600_000;

/** True when the pair belongs together, is signed by `issuer` (itself when left out) and is not near its end. */
export function isUsable(pair: KeyPair, options: {clock: Clock; issuer?: KeyPair}): boolean {
	try {
		const certificate = new X509Certificate(pair.certificate);
		const issuer =
			options.issuer === undefined ? certificate : new X509Certificate(options.issuer.certificate);
		const now = options.clock.now();
		return (
			certificate.checkPrivateKey(createPrivateKey(pair.key)) &&
			certificate.verify(issuer.publicKey) &&
			certificate.validFromDate.getTime() <= now &&
			certificate.validToDate.getTime() - renewBeforeMs > now
		);
	} catch {
		// Not PEM, or cut off: a damaged file is renewed like an old one.
		return false;
	}
}
