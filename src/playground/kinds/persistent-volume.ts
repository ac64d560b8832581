import {forbiddenField, requiredField} from './causes.ts';
import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';
import type {PersistentVolume} from './objects.ts';
import {accessModeCauses} from './persistent-volume-claim.ts';
import {quantityCauses} from './quantity.ts';
import {sameJson} from './same-json.ts';

export const persistentVolumeKind = defineKind<'persistentvolumes'>({
	resource: 'persistentvolumes',
	group: '',
	version: 'v1',
	kind: 'PersistentVolume',
	plural: 'persistentvolumes',
	singular: 'persistentvolume',
	shortNames: ['pv'],
	categories: [],
	namespaced: false,
	subresources: ['status'],
	schema: 'io.k8s.api.core.v1.PersistentVolume',
	selectableFields: {},
	applyDefaults(draft) {
		const volume = draft as unknown as PersistentVolume;
		volume.spec ??= {} as PersistentVolume['spec'];
		volume.spec.persistentVolumeReclaimPolicy ??= 'Retain';
		volume.spec.volumeMode ??= 'Filesystem';
		if (volume.spec.hostPath) {
			volume.spec.hostPath.type ??= '';
		}
	},
	validate: (volume, old) => [
		...nameCauses(volume, 'subdomain'),
		...(volume.spec.capacity
			? quantityCauses('spec.capacity', volume.spec.capacity)
			: [requiredField('spec.capacity')]),
		...accessModeCauses(volume.spec.accessModes),
		...(volume.spec.hostPath || volume.spec.local
			? []
			: [requiredField('spec', 'must specify a volume type')]),
		...(old && !sameJson(source(old), source(volume))
			? [
					forbiddenField(
						'spec.persistentvolumesource',
						'spec.persistentvolumesource is immutable after creation',
					),
				]
			: []),
	],
	prepareForCreate(volume) {
		volume.metadata.finalizers = [
			...new Set([...(volume.metadata.finalizers ?? []), 'kubernetes.io/pv-protection']),
		];
		volume.status = {phase: 'Pending', lastPhaseTransitionTime: volume.metadata.creationTimestamp};
	},
});

function source({spec}: PersistentVolume): unknown {
	return [spec.hostPath, spec.local];
}
