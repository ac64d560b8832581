import type {Pod} from '../../kinds/objects.ts';

/** The ConfigMaps, Secrets and claims that a Pod needs, as `configmaps/NAME`: changes of these wake it. */
export function references({spec}: Pod): Set<string> {
	const names = new Set<string>();
	const add = (resource: string, name: string | undefined) =>
		name !== undefined && names.add(`${resource}/${name}`);
	for (const {configMap, secret, persistentVolumeClaim, projected} of spec.volumes ?? []) {
		add('configmaps', configMap?.name);
		add('secrets', secret?.secretName);
		add('persistentvolumeclaims', persistentVolumeClaim?.claimName);
		for (const source of projected?.sources ?? []) {
			add('configmaps', (source.configMap as {name: string} | undefined)?.name);
			add('secrets', (source.secret as {name: string} | undefined)?.name);
		}
	}

	for (const {env, envFrom} of [...(spec.initContainers ?? []), ...spec.containers]) {
		for (const {configMapRef, secretRef} of envFrom ?? []) {
			add('configmaps', configMapRef?.name);
			add('secrets', secretRef?.name);
		}

		for (const {valueFrom} of env ?? []) {
			add('configmaps', valueFrom?.configMapKeyRef?.name);
			add('secrets', valueFrom?.secretKeyRef?.name);
		}
	}

	return names;
}
