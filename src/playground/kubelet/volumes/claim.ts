import type {Pod} from '../../kinds/objects.ts';
import type {KubeletContext} from '../context.ts';
import {VolumeError} from './payload.ts';

/** Directory of the volume that a claim is bound to. Throws VolumeError while there is none. */
export function claimDirectory(
	{registry, resolveVolume}: Pick<KubeletContext, 'registry' | 'resolveVolume'>,
	pod: Pod,
	claimName: string,
): string {
	const namespace = pod.metadata.namespace ?? 'default';
	const claim = registry.find('persistentvolumeclaims', namespace, claimName);
	if (!claim) {
		throw new VolumeError(`persistentvolumeclaim "${claimName}" not found`);
	}

	const volumeName = claim.spec.volumeName;
	if (claim.status.phase !== 'Bound' || !volumeName) {
		throw new VolumeError(`error processing PVC ${namespace}/${claimName}: PVC is not bound`);
	}

	const volume = registry.find('persistentvolumes', undefined, volumeName);
	if (!volume) {
		throw new VolumeError(`persistentvolume "${volumeName}" not found`);
	}

	return resolveVolume(volume);
}
