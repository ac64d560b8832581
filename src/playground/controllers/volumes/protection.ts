import type {PersistentVolumeClaim} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {keyOf, splitKey} from '../runtime/keys.ts';
import {unlessGone} from '../runtime/status-errors.ts';
import {claimsOf} from './claims-of.ts';

const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';
const VOLUME_FINALIZER = 'kubernetes.io/pv-protection';
const MANAGER = {fieldManager: 'kube-controller-manager'};

/** Lets a claim that is being deleted go once no Pod uses it any more. */
export function startClaimProtection({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'pvc-protection-controller',
		registry,
		clock,
		log,
		watches: [watching('persistentvolumeclaims', (claim) => [keyOf(claim)]), watching('pods', claimsOf)],
		reconcile(key) {
			const {namespace, name} = splitKey(key);
			const claim = registry.find('persistentvolumeclaims', namespace, name);
			if (claim?.metadata.deletionTimestamp === undefined || isUsed(registry, claim)) {
				return;
			}

			unlessGone(() =>
				registry.modify(
					'persistentvolumeclaims',
					namespace,
					name,
					({metadata}) => {
						metadata.finalizers = metadata.finalizers?.filter((each) => each !== CLAIM_FINALIZER);
					},
					MANAGER,
				),
			);
		},
	});
}

/** Lets a volume that is being deleted go once it is bound to no claim. */
export function startVolumeProtection({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'pv-protection-controller',
		registry,
		clock,
		log,
		watches: [watching('persistentvolumes', ({metadata}) => [metadata.name])],
		reconcile(name) {
			const volume = registry.find('persistentvolumes', undefined, name);
			if (volume?.metadata.deletionTimestamp === undefined || volume.status.phase === 'Bound') {
				return;
			}

			unlessGone(() =>
				registry.modify(
					'persistentvolumes',
					undefined,
					name,
					({metadata}) => {
						metadata.finalizers = metadata.finalizers?.filter((each) => each !== VOLUME_FINALIZER);
					},
					MANAGER,
				),
			);
		},
	});
}

/** A Pod that is not on a node yet will not be started on a claim that is being deleted: it does not count. */
function isUsed(registry: Registry, claim: PersistentVolumeClaim): boolean {
	return registry
		.list('pods', {namespace: claim.metadata.namespace})
		.some(
			(pod) =>
				Boolean(pod.spec.nodeName) &&
				pod.status.phase !== 'Succeeded' &&
				pod.status.phase !== 'Failed' &&
				claimsOf(pod).includes(keyOf(claim)),
		);
}
