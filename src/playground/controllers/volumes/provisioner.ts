import {join} from 'node:path';
import {createEventRecorder, type EventRecorder} from '../../events/recorder.ts';
import type {PersistentVolumeClaim, StorageClass} from '../../kinds/objects.ts';
import {isStatus} from '../../registry/status-error.ts';
import type {Draft} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {keyOf, splitKey} from '../runtime/keys.ts';
import {LOCAL_PATH, PROVISIONED_BY, SELECTED_NODE, STORAGE_PROVISIONER} from './annotations.ts';

/** sig-storage-lib-external-provisioner: the first delay of its back-off. */
const RETRY_MS = 15_000;
const MODES = ['ReadWriteOnce', 'ReadWriteOncePod'];

/** Makes a directory and a volume for each claim of the local-path class, as rancher/local-path-provisioner does. */
export function startLocalPathProvisioner(context: ControllerContext): Controller {
	const {registry, clock, log} = context;
	const recorder = createEventRecorder({
		registry,
		clock,
		component: LOCAL_PATH,
		fieldManager: 'local-path-provisioner',
	});
	return startController({
		name: 'local-path-provisioner',
		registry,
		clock,
		log,
		watches: [watching('persistentvolumeclaims', (claim) => (isWanted(claim) ? [keyOf(claim)] : []))],
		async reconcile(key) {
			const {namespace, name} = splitKey(key);
			const claim = registry.find('persistentvolumeclaims', namespace, name);
			const className = claim?.spec.storageClassName ?? '';
			const storageClass = registry.find('storageclasses.storage.k8s.io', undefined, className);
			if (claim && storageClass && isWanted(claim) && mayStart(claim, storageClass)) {
				return provision(context, recorder, claim, storageClass);
			}
		},
	});
}

function isWanted({metadata, spec}: PersistentVolumeClaim): boolean {
	return (
		metadata.annotations?.[STORAGE_PROVISIONER] === LOCAL_PATH &&
		!spec.volumeName &&
		metadata.deletionTimestamp === undefined
	);
}

function mayStart({metadata}: PersistentVolumeClaim, storageClass: StorageClass): boolean {
	return (
		storageClass.volumeBindingMode === 'Immediate' || metadata.annotations?.[SELECTED_NODE] !== undefined
	);
}

async function provision(
	{registry, volumesDir, createVolume}: ControllerContext,
	recorder: EventRecorder,
	claim: PersistentVolumeClaim,
	storageClass: StorageClass,
): Promise<number | void> {
	const {namespace, name: claimName, uid} = claim.metadata;
	const name = `pvc-${uid}`;
	if (registry.find('persistentvolumes', undefined, name)) {
		return;
	}

	const provisioning = `External provisioner is provisioning volume for claim "${namespace}/${claimName}"`;
	recorder.event(claim, 'Normal', 'Provisioning', provisioning);
	const path = join(volumesDir, `${name}_${namespace}_${claimName}`);
	try {
		check(claim);
		await createVolume(path);
		registry.create('persistentvolumes', undefined, volumeDraft(claim, storageClass, name, path), {
			fieldManager: 'local-path-provisioner',
		});
	} catch (error) {
		if (isStatus(error, 'AlreadyExists')) {
			return;
		}

		const why = error instanceof Error ? error.message : String(error);
		const message = `failed to provision volume with StorageClass "${storageClass.metadata.name}": ${why}`;
		recorder.event(claim, 'Warning', 'ProvisioningFailed', message);
		return RETRY_MS;
	}

	recorder.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${name}`);
}

/** What local-path refuses, in its words. */
function check({metadata, spec}: PersistentVolumeClaim): void {
	if (spec.selector) {
		throw new Error('claim.Spec.Selector is not supported');
	}

	if (!spec.accessModes.every((mode) => MODES.includes(mode))) {
		throw new Error('NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes');
	}

	if (metadata.annotations?.[SELECTED_NODE] === undefined) {
		throw new Error('configuration error, no node was specified');
	}
}

function volumeDraft(
	claim: PersistentVolumeClaim,
	storageClass: StorageClass,
	name: string,
	path: string,
): Draft {
	const {metadata, spec} = claim;
	const node = metadata.annotations![SELECTED_NODE]!;
	const {namespace, name: claimName, uid, resourceVersion} = metadata;
	return {
		apiVersion: 'v1',
		kind: 'PersistentVolume',
		metadata: {
			name,
			annotations: {'local.path.provisioner/selected-node': node, [PROVISIONED_BY]: LOCAL_PATH},
		},
		spec: {
			accessModes: spec.accessModes,
			capacity: {storage: spec.resources.requests?.['storage'] ?? '0'},
			claimRef: {
				kind: 'PersistentVolumeClaim',
				namespace,
				name: claimName,
				uid,
				apiVersion: 'v1',
				resourceVersion,
			},
			hostPath: {path, type: 'DirectoryOrCreate'},
			nodeAffinity: {
				required: {
					nodeSelectorTerms: [
						{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: [node]}]},
					],
				},
			},
			persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
			storageClassName: storageClass.metadata.name,
			volumeMode: spec.volumeMode,
		},
	};
}
