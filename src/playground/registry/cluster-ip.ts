import {randomInt} from 'node:crypto';
import {isIPv4} from 'node:net';
import {invalidField} from '../kinds/causes.ts';
import type {Service} from '../kinds/objects.ts';
import {invalid, internalError} from './status-error.ts';

/** The Services' network, 10.96.0.0/16 (kubeadm's and kind's default). */
const prefix = '10.96.';
/** Addresses below this are given only when asked for: 10.96.0.1 and 10.96.0.10 have fixed meanings. */
const firstDynamic = 256;
const last = 0xff_fe;

/**
 * `wanted`, or an address that no Service has. Throws StatusError 422 when `wanted` is taken or not of the
 * network, 500 when all are taken.
 */
export function allocateClusterIp(services: readonly Service[], wanted: string | undefined): string {
	const taken = new Set(services.map((service) => service.spec.clusterIP));
	if (wanted !== undefined) {
		checkWanted(wanted, taken);
		return wanted;
	}

	const count = last - firstDynamic + 1;
	const start = randomInt(count);
	for (let tried = 0; tried < count; tried++) {
		const host = firstDynamic + ((start + tried) % count);
		const address = `${prefix}${host >> 8}.${host & 0xff}`;
		if (!taken.has(address)) {
			return address;
		}
	}

	throw internalError('failed to allocate a serviceIP: range is full');
}

function checkWanted(wanted: string, taken: Set<string | undefined>): void {
	const why = problemWith(wanted, taken);
	if (why) {
		throw invalid({group: '', kind: 'Service'}, '', [invalidField('spec.clusterIPs', [wanted], why)]);
	}
}

function problemWith(wanted: string, taken: Set<string | undefined>): string | undefined {
	if (!isIPv4(wanted)) {
		return 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
	}

	if (!wanted.startsWith(prefix)) {
		return `failed to allocate IP: the provided IP (${wanted}) is not in the valid range. The range of valid IPs is 10.96.0.0/16`;
	}

	return taken.has(wanted) ? 'failed to allocate IP: provided IP is already allocated' : undefined;
}
