import {defineKind} from './define.ts';
import type {Namespace} from './objects.ts';
import {nameCauses} from './names.ts';

/** The label that every namespace carries, with its own name. */
const nameLabel = 'kubernetes.io/metadata.name';

export const namespaceKind = defineKind<'namespaces'>({
	resource: 'namespaces',
	group: '',
	version: 'v1',
	kind: 'Namespace',
	plural: 'namespaces',
	singular: 'namespace',
	shortNames: ['ns'],
	categories: [],
	namespaced: false,
	subresources: ['status', 'finalize'],
	schema: 'io.k8s.api.core.v1.Namespace',
	selectableFields: {'status.phase': (namespace) => namespace.status.phase},
	applyDefaults(draft) {
		draft['spec'] ??= {};
		const {metadata} = draft as unknown as Namespace;
		if (metadata.name) {
			metadata.labels = {...metadata.labels, [nameLabel]: metadata.name};
		}
	},
	validate: (namespace) => nameCauses(namespace, 'label'),
	prepareForCreate(namespace) {
		namespace.spec.finalizers = ['kubernetes'];
		namespace.status = {phase: 'Active'};
	},
	prepareForUpdate(namespace, old) {
		namespace.spec.finalizers = old.spec.finalizers;
	},
});
