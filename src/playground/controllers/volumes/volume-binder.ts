import type {PersistentVolume} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {setVolumePhase} from './bind.ts';

/** Keeps the phase of volumes: Available without a claim, Released once their claim is gone. */
export function startVolumeBinder(context: ControllerContext): Controller {
	const {registry, clock, log} = context;
	return startController({
		name: 'persistentvolume-phase',
		registry,
		clock,
		log,
		watches: [
			watching('persistentvolumes', ({metadata}) => [metadata.name]),
			watching('persistentvolumeclaims', ({spec}) => (spec.volumeName ? [spec.volumeName] : [])),
		],
		reconcile(name) {
			const volume = registry.find('persistentvolumes', undefined, name);
			const phase = volume && phaseOf(registry, volume);
			if (phase) {
				setVolumePhase(context, name, phase);
			}
		},
	});
}

/** Undefined while the claim's own binding decides. A volume that could not be cleared away stays Failed. */
function phaseOf(
	registry: Registry,
	{spec, status}: PersistentVolume,
): PersistentVolume['status']['phase'] | undefined {
	const {claimRef} = spec;
	if (claimRef === undefined || !claimRef.uid) {
		return 'Available';
	}

	const claim = registry.find('persistentvolumeclaims', claimRef.namespace, claimRef.name);
	return claim?.metadata.uid === claimRef.uid || status.phase === 'Failed' ? undefined : 'Released';
}
