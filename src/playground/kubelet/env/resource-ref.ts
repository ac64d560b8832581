import type {Container, Pod} from '../../kinds/objects.ts';
import {ConfigError} from '../security.ts';

export interface ResourceRef {
	containerName?: string;
	resource: string;
	divisor?: string;
}

const SUFFIXES: Record<string, number> = {
	'': 1,
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60,
};

/**
 * The value of a `resourceFieldRef`, in units of its divisor, rounded up. A limit that is not set is what
 * the node has (`allocatable`). Throws ConfigError for what is not a resource of a container.
 */
export function resourceValue(
	pod: Pod,
	container: Container,
	ref: ResourceRef,
	allocatable: Record<string, string>,
): string {
	const all = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
	const target =
		ref.containerName === undefined ? container : all.find(({name}) => name === ref.containerName);
	const [kind, name = ''] = ref.resource.split('.', 2);
	if (!target || (kind !== 'limits' && kind !== 'requests')) {
		throw new ConfigError(`unsupported container resource: ${ref.resource}`);
	}

	const asked = target.resources[kind]?.[name] ?? (kind === 'limits' ? allocatable[name] : undefined) ?? '0';
	const divisor = ref.divisor === undefined || ref.divisor === '0' ? 1 : amount(ref.divisor);
	// A hair below the quotient, so that 0.1 / 0.1 is 1 and not rounded up to 2.
	return `${Math.ceil(amount(asked) / divisor - 1e-9)}`;
}

function amount(quantity: string): number {
	const [, digits = '', suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(quantity) ?? [];
	const unit = SUFFIXES[suffix];
	if (digits === '' || unit === undefined) {
		throw new ConfigError(`quantity "${quantity}" cannot be read`);
	}

	return Number(digits) * unit;
}
