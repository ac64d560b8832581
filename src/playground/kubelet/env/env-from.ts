import type {Container, EnvFromSource} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import {ConfigError} from '../security.ts';

/** Keys that cannot name a variable, and where they stand: they are skipped, and an event says so. */
export interface SkippedKeys {
	source: string;
	keys: string[];
}

/**
 * The variables of a container's `envFrom`, later sources over earlier ones. Throws ConfigError when a
 * ConfigMap or Secret that is not optional does not exist.
 */
export function envFrom(
	registry: Registry,
	namespace: string,
	container: Container,
): {variables: Record<string, string>; skipped: SkippedKeys[]} {
	const variables: Record<string, string> = {};
	const skipped: SkippedKeys[] = [];
	for (const source of container.envFrom ?? []) {
		const {label, data} = read(registry, namespace, source);
		const bad: string[] = [];
		for (const [key, value] of Object.entries(data)) {
			const name = `${source.prefix ?? ''}${key}`;
			if (isVariableName(name)) {
				variables[name] = value;
			} else {
				bad.push(name);
			}
		}

		if (bad.length > 0) {
			skipped.push({source: label, keys: bad.toSorted()});
		}
	}

	return {variables, skipped};
}

function read(
	registry: Registry,
	namespace: string,
	source: EnvFromSource,
): {label: string; data: Record<string, string>} {
	if (source.configMapRef) {
		const {name, optional} = source.configMapRef;
		const found = registry.find('configmaps', namespace, name);
		if (!found && !optional) {
			throw new ConfigError(`configmap "${name}" not found`);
		}

		return {label: `configMap ${namespace}/${name}`, data: found?.data ?? {}};
	}

	const {name, optional} = source.secretRef ?? {name: ''};
	const found = registry.find('secrets', namespace, name);
	if (!found && !optional) {
		throw new ConfigError(`secret "${name}" not found`);
	}

	return {label: `secret ${namespace}/${name}`, data: decoded(found?.data)};
}

/** A Secret's values as text. */
export function decoded(data: Record<string, string> | undefined): Record<string, string> {
	return Object.fromEntries(
		Object.entries(data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
	);
}

// Printable ASCII without "=" (Kubernetes: RelaxedEnvironmentVariableValidation).
function isVariableName(name: string): boolean {
	return /^[\x20-\x3c\x3e-\x7e]+$/.test(name);
}
