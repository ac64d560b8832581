import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';

export const nodeKind = defineKind<'nodes'>({
	resource: 'nodes',
	group: '',
	version: 'v1',
	kind: 'Node',
	plural: 'nodes',
	singular: 'node',
	shortNames: ['no'],
	categories: [],
	namespaced: false,
	subresources: ['status'],
	schema: 'io.k8s.api.core.v1.Node',
	selectableFields: {'spec.unschedulable': (node) => String(node.spec.unschedulable ?? false)},
	applyDefaults(draft) {
		draft['spec'] ??= {};
		draft['status'] ??= {};
	},
	validate: (node) => nameCauses(node, 'subdomain'),
});
