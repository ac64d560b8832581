import {timestamp} from '../../lib/clock.ts';
import {apiVersionOf} from '../kinds/index.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, ManagedFieldsEntry, ResourceName} from '../kinds/objects.ts';
import {shortName} from '../kinds/schema.ts';
import {compare} from './compare.ts';
import type {Core} from './core.ts';
import {FieldSet, type FieldsV1} from './field-set.ts';
import {type Shape, shapeOfType} from './typed-walk.ts';
import type {WriteOptions} from './types.ts';

/** Who manages which fields: an entry of managedFields, its fields as a set. */
export interface Manager extends Omit<ManagedFieldsEntry, 'fieldsV1'> {
	fields: FieldSet;
}

/** What nobody owns, by path (Kubernetes: fieldmanager's stripMeta). */
const unowned = [
	['f:apiVersion'],
	['f:kind'],
	...[
		'name',
		'namespace',
		'creationTimestamp',
		'deletionTimestamp',
		'deletionGracePeriodSeconds',
		'selfLink',
		'uid',
		'generation',
		'managedFields',
		'resourceVersion',
	].map((field) => ['f:metadata', `f:${field}`]),
];

/** What an object has before a client says anything: the API's structs that are always there. */
const alwaysThere: Partial<Record<ResourceName, object>> = {
	pods: {spec: {containers: null}},
	services: {spec: {}, status: {loadBalancer: {}}},
	'statefulsets.apps': {spec: {template: {metadata: {}, spec: {containers: null}}, updateStrategy: {}}},
	persistentvolumeclaims: {spec: {resources: {}}},
	persistentvolumes: {spec: {}},
	events: {
		source: {},
		firstTimestamp: null,
		lastTimestamp: null,
		eventTime: null,
		reportingComponent: '',
		reportingInstance: '',
	},
	'endpointslices.discovery.k8s.io': {endpoints: [], ports: []},
};

/** The managedFields of `object` after a write that is not an apply, from `old` (nothing on create). */
export function managedByUpdate(
	core: Core,
	kind: Kind,
	old: KubeObject | undefined,
	object: KubeObject,
	options: WriteOptions,
): ManagedFieldsEntry[] | undefined {
	const {added, modified, removed} = compare(
		shapeOfKind(kind),
		old ?? {metadata: {}, spec: {}, status: {}, ...alwaysThere[kind.resource]},
		object,
	);
	const gained = owned(added.union(modified), options);
	const gone = owned(removed, options);
	const identity = {
		manager: options.fieldManager || 'unknown',
		operation: 'Update' as const,
		apiVersion: apiVersionOf(kind),
		...(options.subresource && {subresource: options.subresource}),
	};
	const managers = readManagers(object);
	let own = managers.find((each) => isSame(each, identity));
	if (!own && !gained.isEmpty) {
		own = {...identity, fieldsType: 'FieldsV1', fields: new FieldSet()};
		managers.push(own);
	}

	for (const each of managers) {
		each.fields =
			each === own ? each.fields.union(gained).difference(gone) : each.fields.difference(gained.union(gone));
	}

	if (own && (!gained.isEmpty || !gone.isEmpty)) {
		own.time = timestamp(core.clock);
	}

	return writeManagers(managers);
}

/** The shape of a kind's objects, for comparing and merging. */
export function shapeOfKind(kind: Kind): Shape {
	return shapeOfType(shortName(kind.schema));
}

/** `set` without what nobody owns, and without what this kind of write cannot change. */
export function owned(set: FieldSet, {subresource}: WriteOptions): FieldSet {
	for (const path of unowned) {
		set.remove(path);
	}

	if (subresource === undefined) {
		set.remove(['f:status']);
	}

	return set;
}

/** The managers of an object; none when the list was reset to `[{}]`. */
export function readManagers({metadata}: KubeObject): Manager[] {
	return (metadata.managedFields ?? [])
		.filter((entry) => entry.fieldsV1 !== undefined)
		.map(({fieldsV1, ...entry}) => ({...entry, fields: FieldSet.parse(fieldsV1 as FieldsV1)}));
}

/** In the server's order: by operation, time and name; those without fields are left out. */
export function writeManagers(managers: readonly Manager[]): ManagedFieldsEntry[] | undefined {
	const entries = managers
		.filter(({fields}) => !fields.isEmpty)
		.toSorted(
			(a, b) =>
				order(a.operation, b.operation) ||
				order(a.time ?? '', b.time ?? '') ||
				order(a.manager, b.manager) ||
				order(a.subresource ?? '', b.subresource ?? ''),
		)
		.map(({fields, manager, operation, apiVersion, time, subresource}): ManagedFieldsEntry => ({
			apiVersion,
			fieldsType: 'FieldsV1',
			fieldsV1: fields.toJSON(),
			manager,
			operation,
			...(subresource && {subresource}),
			...(time && {time}),
		}));
	return entries.length > 0 ? entries : undefined;
}

/** Whether two entries are of the same manager doing the same. */
export function isSame(
	a: Pick<Manager, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
	b: Pick<Manager, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
): boolean {
	return (
		a.manager === b.manager &&
		a.operation === b.operation &&
		a.apiVersion === b.apiVersion &&
		(a.subresource ?? '') === (b.subresource ?? '')
	);
}

function order(a: string, b: string): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
