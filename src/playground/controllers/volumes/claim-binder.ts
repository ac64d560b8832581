import {createEventRecorder, type EventRecorder} from '../../events/recorder.ts';
import {createReminder, type Reminder} from '../../events/reminder.ts';
import type {PersistentVolume, PersistentVolumeClaim, StorageClass} from '../../kinds/objects.ts';
import type {Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {keyOf, splitKey} from '../runtime/keys.ts';
import {
	BETA_STORAGE_PROVISIONER,
	BIND_COMPLETED,
	NO_PROVISIONER,
	SELECTED_NODE,
	STORAGE_PROVISIONER,
} from './annotations.ts';
import {bind, setClaimPhase} from './bind.ts';
import {claimsOf} from './claims-of.ts';
import {findVolume, isReservedFor} from './match.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};
/** Kubernetes: the PersistentVolume controller's resync period; an event is repeated as often. */
const RESYNC_MS = 15_000;

/** Binds claims to volumes, and asks the provisioner for those that have none. */
export function startClaimBinder(context: ControllerContext): Controller {
	const {registry, clock, log} = context;
	const recorder = createEventRecorder({
		registry,
		clock,
		component: 'persistentvolume-controller',
		...MANAGER,
	});

	const reminder = createReminder(recorder, clock, RESYNC_MS);

	function reconcile(key: string): number | void {
		const {namespace, name} = splitKey(key);
		const claim = registry.find('persistentvolumeclaims', namespace, name);
		if (!claim) {
			reminder.forget(key);
			return;
		}

		if (claim.metadata.annotations?.[BIND_COMPLETED] !== undefined) {
			reminder.forget(key);
			keepBound(context, recorder, claim);
			return;
		}

		return claim.spec.volumeName
			? bindToNamed(context, claim, claim.spec.volumeName)
			: bindToAny(context, reminder, claim);
	}

	return startController({
		name: 'persistentvolume-binder',
		registry,
		clock,
		log,
		watches: [
			watching('persistentvolumeclaims', (claim) => [keyOf(claim)]),
			watching('persistentvolumes', (volume) => claimsFor(registry, volume)),
			watching('storageclasses.storage.k8s.io', () => unboundClaims(registry)),
			watching('pods', claimsOf),
		],
		reconcile,
	});
}

function bindToAny(
	context: ControllerContext,
	reminder: Reminder,
	claim: PersistentVolumeClaim,
): number | void {
	const {registry} = context;
	const className = claim.spec.storageClassName ?? '';
	const storageClass = registry.find('storageclasses.storage.k8s.io', undefined, className);
	const selected = claim.metadata.annotations?.[SELECTED_NODE];
	const waits = storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && selected === undefined;
	const volumes = registry.list('persistentvolumes');
	const node = selected === undefined ? undefined : registry.find('nodes', undefined, selected);
	const volume = waits
		? volumes.find((each) => isReservedFor(each, claim))
		: findVolume(claim, volumes, node);
	if (volume) {
		bind(context, volume, claim);
	} else if (claim.metadata.deletionTimestamp === undefined) {
		sayWhatItWaitsFor(registry, reminder, claim, storageClass, waits);
		return RESYNC_MS;
	}
}

function sayWhatItWaitsFor(
	registry: Registry,
	reminder: Reminder,
	claim: PersistentVolumeClaim,
	storageClass: StorageClass | undefined,
	waits: boolean,
): void {
	const className = claim.spec.storageClassName ?? '';
	if (waits) {
		// A real cluster sees the claim before the Pod that was made right after it.
		const pods = reminder.hasSaid(keyOf(claim)) ? consumersOf(registry, claim) : [];
		const {reason, message} = firstConsumer(pods);
		reminder.say(keyOf(claim), claim, 'Normal', reason, message);
	} else if (className === '') {
		const message = 'no persistent volumes available for this claim and no storage class is set';
		reminder.say(keyOf(claim), claim, 'Normal', 'FailedBinding', message);
	} else if (!storageClass) {
		const message = `storageclass.storage.k8s.io "${className}" not found`;
		reminder.say(keyOf(claim), claim, 'Warning', 'ProvisioningFailed', message);
	} else if (storageClass.provisioner !== NO_PROVISIONER) {
		askProvisioner(registry, reminder, claim, storageClass.provisioner);
	}
}

/** Names of the Pods that wait for the claim and have no node yet. */
function consumersOf(registry: Registry, claim: PersistentVolumeClaim): string[] {
	return registry
		.list('pods', {namespace: claim.metadata.namespace})
		.filter((pod) => !pod.spec.nodeName && claimsOf(pod).includes(keyOf(claim)))
		.map(({metadata}) => metadata.name);
}

/** Kubernetes: emitEventForUnboundDelayBindingClaim. */
function firstConsumer(pods: string[]): {reason: string; message: string} {
	if (pods.length === 0) {
		return {
			reason: 'WaitForFirstConsumer',
			message: 'waiting for first consumer to be created before binding',
		};
	}

	const names = pods.length === 1 ? `pod ${pods[0]}` : `pods ${pods.join(',')}`;
	return {reason: 'WaitForPodScheduled', message: `waiting for ${names} to be scheduled`};
}

function askProvisioner(
	registry: Registry,
	reminder: Reminder,
	claim: PersistentVolumeClaim,
	provisioner: string,
): void {
	const asked = registry.modify(
		'persistentvolumeclaims',
		claim.metadata.namespace,
		claim.metadata.name,
		(copy) => {
			const annotations = {[BETA_STORAGE_PROVISIONER]: provisioner, [STORAGE_PROVISIONER]: provisioner};
			copy.metadata.annotations = {...copy.metadata.annotations, ...annotations};
		},
		MANAGER,
	);
	const message =
		`Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by ` +
		'the system administrator. If volume creation is delayed, please verify that the provisioner is running ' +
		'and correctly registered.';
	reminder.say(keyOf(asked), asked, 'Normal', 'ExternalProvisioning', message);
}

/** A claim that names its volume: bound once that exists and is nobody else's. */
function bindToNamed(context: ControllerContext, claim: PersistentVolumeClaim, volumeName: string): void {
	const volume = context.registry.find('persistentvolumes', undefined, volumeName);
	if (volume && (volume.spec.claimRef === undefined || isReservedFor(volume, claim))) {
		bind(context, volume, claim);
	}
}

function keepBound(context: ControllerContext, recorder: EventRecorder, claim: PersistentVolumeClaim): void {
	const volume = context.registry.find('persistentvolumes', undefined, claim.spec.volumeName ?? '');
	if (volume && isReservedFor(volume, claim)) {
		if (claim.status.phase !== 'Bound' || volume.status.phase !== 'Bound') {
			bind(context, volume, claim);
		}
	} else if (claim.status.phase !== 'Lost') {
		setClaimPhase(context, claim, 'Lost');
		const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
		recorder.event(claim, 'Warning', 'ClaimLost', message);
	}
}

/** The claim that the volume is for, or every claim that still looks for one. */
function claimsFor(registry: Registry, {spec: {claimRef}}: PersistentVolume): string[] {
	return claimRef === undefined ? unboundClaims(registry) : [`${claimRef.namespace}/${claimRef.name}`];
}

function unboundClaims(registry: Registry): string[] {
	return registry
		.list('persistentvolumeclaims')
		.filter(({metadata}) => metadata.annotations?.[BIND_COMPLETED] === undefined)
		.map(keyOf);
}
