import type {Container, EnvVar, KeySelector, Pod} from '../../kinds/objects.ts';
import type {KubeletContext} from '../context.ts';
import {ConfigError} from '../security.ts';
import {decoded, envFrom, type SkippedKeys} from './env-from.ts';
import {expand} from './expand.ts';
import {fieldValue, type PodFacts} from './field-ref.ts';
import {resourceValue} from './resource-ref.ts';
import {serviceEnv} from './service-env.ts';

/**
 * The variables that the spec gives a container: Services, then envFrom, then env, later over earlier
 * (Kubernetes: kubelet.makeEnvironmentVariables). Throws ConfigError when something referred to is missing.
 */
export function containerEnv(
	{registry}: Pick<KubeletContext, 'registry'>,
	pod: Pod,
	container: Container,
	facts: PodFacts,
): {variables: Record<string, string>; skipped: SkippedKeys[]} {
	const namespace = pod.metadata.namespace ?? 'default';
	const services = serviceEnv(registry, namespace, pod.spec.enableServiceLinks !== false);
	const from = envFrom(registry, namespace, container);
	const variables = {...from.variables};
	// `$(NAME)` sees what was defined before it, and Services.
	for (const variable of container.env ?? []) {
		const value = valueOf(variable, {...services, ...variables});
		if (value !== undefined) {
			variables[variable.name] = value;
		}
	}

	return {variables: {...services, ...variables}, skipped: from.skipped};

	function valueOf({value, valueFrom}: EnvVar, known: Record<string, string>): string | undefined {
		if (!valueFrom) {
			return expand(value ?? '', known);
		}

		if (valueFrom.configMapKeyRef) {
			const {name} = valueFrom.configMapKeyRef;
			const found = registry.find('configmaps', namespace, name);
			return keyOf(found && (found.data ?? {}), valueFrom.configMapKeyRef, 'ConfigMap');
		}

		if (valueFrom.secretKeyRef) {
			const found = registry.find('secrets', namespace, valueFrom.secretKeyRef.name);
			return keyOf(found && decoded(found.data), valueFrom.secretKeyRef, 'Secret');
		}

		if (valueFrom.fieldRef) {
			return fieldValue(pod, valueFrom.fieldRef.fieldPath, facts);
		}

		if (valueFrom.resourceFieldRef) {
			const node = registry.find('nodes', undefined, pod.spec.nodeName ?? '');
			return resourceValue(pod, container, valueFrom.resourceFieldRef, node?.status.allocatable ?? {});
		}

		return '';
	}

	function keyOf(
		data: Record<string, string> | undefined,
		{name, key, optional}: KeySelector,
		kind: 'ConfigMap' | 'Secret',
	): string | undefined {
		const value = data?.[key];
		if (value === undefined && !optional) {
			throw new ConfigError(
				data === undefined
					? `${kind.toLowerCase()} "${name}" not found`
					: `couldn't find key ${key} in ${kind} ${namespace}/${name}`,
			);
		}

		return value;
	}
}
