import type {PersistentVolume, PersistentVolumeClaim, StorageClass} from '../objects.ts';
import {ageColumn, nameColumn, text, wide, type Column} from './column.ts';
import {accessModes} from './format.ts';

export const claimColumns: Array<Column<PersistentVolumeClaim>> = [
	nameColumn,
	text('Status', 'Whether it has a volume.', phase),
	text('Volume', 'The volume it is bound to.', ({spec}) => spec.volumeName ?? ''),
	text('Capacity', 'Size of that volume.', (claim) =>
		bound(claim) ? (claim.status.capacity?.storage ?? '') : '',
	),
	text('Access Modes', 'How that volume can be mounted.', (claim) =>
		bound(claim) ? accessModes(claim.status.accessModes) : '',
	),
	text('StorageClass', 'Class that the volume comes from.', ({spec}) => spec.storageClassName ?? ''),
	text('VolumeAttributesClass', 'Class of the volume attributes.', () => '<unset>'),
	ageColumn,
	wide('VolumeMode', 'Filesystem, or Block.', ({spec}) => spec.volumeMode ?? '<unset>'),
];

function bound(claim: PersistentVolumeClaim): boolean {
	return claim.spec.volumeName !== undefined && claim.spec.volumeName !== '';
}

export const volumeColumns: Array<Column<PersistentVolume>> = [
	nameColumn,
	text('Capacity', 'Size.', ({spec}) => spec.capacity.storage ?? ''),
	text('Access Modes', 'How it can be mounted.', ({spec}) => accessModes(spec.accessModes)),
	text(
		'Reclaim Policy',
		'What becomes of it when its claim is gone.',
		({spec}) => spec.persistentVolumeReclaimPolicy,
	),
	text('Status', 'Whether it is bound to a claim.', phase),
	text('Claim', 'The claim it is bound to.', ({spec: {claimRef}}) =>
		claimRef === undefined ? '' : `${claimRef.namespace}/${claimRef.name}`,
	),
	text('StorageClass', 'Class that it comes from.', ({spec}) => spec.storageClassName ?? ''),
	text('VolumeAttributesClass', 'Class of the volume attributes.', () => '<unset>'),
	text('Reason', 'Why it failed.', () => ''),
	ageColumn,
	wide('VolumeMode', 'Filesystem, or Block.', ({spec}) => spec.volumeMode ?? '<unset>'),
];

function phase(object: PersistentVolumeClaim | PersistentVolume): string {
	return object.metadata.deletionTimestamp === undefined ? object.status.phase : 'Terminating';
}

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

export const storageClassColumns: Array<Column<StorageClass>> = [
	{
		...nameColumn,
		cell: ({metadata}) =>
			`${metadata.name}${metadata.annotations?.[defaultClass] === 'true' ? ' (default)' : ''}`,
	},
	text('Provisioner', 'What makes the volumes.', ({provisioner}) => provisioner),
	text(
		'ReclaimPolicy',
		'What becomes of a volume when its claim is gone.',
		({reclaimPolicy}) => reclaimPolicy,
	),
	text(
		'VolumeBindingMode',
		'When a claim gets its volume.',
		({volumeBindingMode}) => volumeBindingMode ?? '<unset>',
	),
	text(
		'AllowVolumeExpansion',
		'Whether a volume can grow.',
		({allowVolumeExpansion}) => allowVolumeExpansion ?? false,
	),
	ageColumn,
];
