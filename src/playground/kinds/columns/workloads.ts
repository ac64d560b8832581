import type {ControllerRevision, StatefulSet} from '../objects.ts';
import {ageColumn, nameColumn, text, wide, type Column} from './column.ts';
import {orNone} from './format.ts';

export const statefulSetColumns: Array<Column<StatefulSet>> = [
	nameColumn,
	text(
		'Ready',
		'Pods that are ready, of how many.',
		({spec, status}) => `${status.readyReplicas ?? 0}/${spec.replicas}`,
	),
	ageColumn,
	wide('Containers', 'Containers of a Pod.', ({spec}) =>
		spec.template.spec.containers.map((each) => each.name).join(','),
	),
	wide('Images', 'Images of those containers.', ({spec}) =>
		spec.template.spec.containers.map((each) => each.image).join(','),
	),
];

export const controllerRevisionColumns: Array<Column<ControllerRevision>> = [
	nameColumn,
	text('Controller', 'What this is a revision of.', controller),
	{
		name: 'Revision',
		type: 'integer',
		description: 'Number of the revision.',
		cell: (object) => object.revision,
	},
	ageColumn,
];

function controller(object: ControllerRevision): string {
	const owner = object.metadata.ownerReferences?.find((each) => each.controller === true);
	if (owner === undefined) {
		return orNone(undefined);
	}

	const [group, version] = owner.apiVersion.split('/');
	const kind = owner.kind.toLowerCase();
	return `${version === undefined ? kind : `${kind}.${group}`}/${owner.name}`;
}
