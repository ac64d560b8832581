import {immutableField} from './causes.ts';
import {defineKind, nothingToDo} from './define.ts';
import {nameCauses} from './names.ts';
import {sameJson} from './same-json.ts';

export const controllerRevisionKind = defineKind<'controllerrevisions.apps'>({
	resource: 'controllerrevisions.apps',
	group: 'apps',
	version: 'v1',
	kind: 'ControllerRevision',
	plural: 'controllerrevisions',
	singular: 'controllerrevision',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.apps.v1.ControllerRevision',
	selectableFields: {},
	applyDefaults: nothingToDo,
	validate: (revision, old) => [
		...nameCauses(revision, 'subdomain'),
		...(old && !sameJson(old.data, revision.data) ? [immutableField('data', revision.data)] : []),
	],
});
