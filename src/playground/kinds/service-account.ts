import {defineKind, nothingToDo} from './define.ts';
import {nameCauses} from './names.ts';

export const serviceAccountKind = defineKind<'serviceaccounts'>({
	resource: 'serviceaccounts',
	group: '',
	version: 'v1',
	kind: 'ServiceAccount',
	plural: 'serviceaccounts',
	singular: 'serviceaccount',
	shortNames: ['sa'],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.core.v1.ServiceAccount',
	selectableFields: {},
	applyDefaults: nothingToDo,
	validate: (account) => nameCauses(account, 'subdomain'),
});
