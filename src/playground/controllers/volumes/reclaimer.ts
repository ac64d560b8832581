import {createEventRecorder} from '../../events/recorder.ts';
import type {PersistentVolume} from '../../kinds/objects.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {unlessGone} from '../runtime/status-errors.ts';
import {LOCAL_PATH, PROVISIONED_BY} from './annotations.ts';

/** Removes a local-path volume and its directory once its claim is gone, where the policy is Delete. */
export function startVolumeReclaimer(context: ControllerContext): Controller {
	const {registry, clock, log, removeVolume} = context;
	const recorder = createEventRecorder({
		registry,
		clock,
		component: LOCAL_PATH,
		fieldManager: 'local-path-provisioner',
	});
	return startController({
		name: 'local-path-reclaimer',
		registry,
		clock,
		log,
		watches: [
			watching('persistentvolumes', (volume) => (isToBeRemoved(volume) ? [volume.metadata.name] : [])),
		],
		async reconcile(name) {
			const volume = registry.find('persistentvolumes', undefined, name);
			if (!volume || !isToBeRemoved(volume)) {
				return;
			}

			try {
				await removeVolume(volume.spec.hostPath!.path);
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				recorder.event(volume, 'Warning', 'VolumeFailedDelete', message);
				throw error;
			}

			unlessGone(() => registry.delete('persistentvolumes', undefined, name));
		},
	});
}

function isToBeRemoved({metadata, spec, status}: PersistentVolume): boolean {
	return (
		status.phase === 'Released' &&
		spec.persistentVolumeReclaimPolicy === 'Delete' &&
		metadata.annotations?.[PROVISIONED_BY] === LOCAL_PATH &&
		metadata.deletionTimestamp === undefined &&
		spec.hostPath !== undefined
	);
}
