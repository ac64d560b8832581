import {forbiddenField, requiredField} from './causes.ts';
import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';
import type {StorageClass} from './objects.ts';
import {sameJson} from './same-json.ts';

/** Says that a class is the one for claims that name none. */
export const defaultClassAnnotation = 'storageclass.kubernetes.io/is-default-class';

export const storageClassKind = defineKind<'storageclasses.storage.k8s.io'>({
	resource: 'storageclasses.storage.k8s.io',
	group: 'storage.k8s.io',
	version: 'v1',
	kind: 'StorageClass',
	plural: 'storageclasses',
	singular: 'storageclass',
	shortNames: ['sc'],
	categories: [],
	namespaced: false,
	subresources: [],
	schema: 'io.k8s.api.storage.v1.StorageClass',
	selectableFields: {},
	applyDefaults(draft) {
		const storageClass = draft as unknown as StorageClass;
		storageClass.reclaimPolicy ??= 'Delete';
		storageClass.volumeBindingMode ??= 'Immediate';
	},
	validate: (storageClass, old) => [
		...nameCauses(storageClass, 'subdomain'),
		...(storageClass.provisioner ? [] : [requiredField('provisioner')]),
		...(['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'] as const)
			.filter((field) => old && !sameJson(old[field], storageClass[field]))
			.map((field) => forbiddenField(field, `updates to ${field} are forbidden.`)),
	],
});
