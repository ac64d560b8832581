import {timestamp} from '../../lib/clock.ts';
import {apiVersionOf} from '../kinds/index.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, ManagedFieldsEntry} from '../kinds/objects.ts';
import {sameJson} from '../kinds/same-json.ts';
import {applyConflict, type Conflict} from './apply-conflict.ts';
import {compare, fieldsSetBy} from './compare.ts';
import type {Core} from './core.ts';
import {createObject} from './create.ts';
import {decode} from './decode.ts';
import type {FieldSet} from './field-set.ts';
import {allowedByLastApplied, withLastApplied} from './last-applied.ts';
import {isSame, type Manager, owned, readManagers, shapeOfKind, writeManagers} from './managed-fields.ts';
import {badRequest, StatusError} from './status-error.ts';
import {mergeConfig, prune} from './typed-merge.ts';
import {isObject} from './typed-walk.ts';
import type {Draft, WriteOptions} from './types.ts';
import {updateObject} from './update.ts';

/**
 * Server-side apply: creates the object that `body` describes, or gives the one that is there its fields and takes
 * away those that the manager applied before and no longer does. Throws StatusError 409 when another manager owns a
 * field that would change, unless `force` is set; 400 without a manager.
 */
export function applyObject(
	core: Core,
	kind: Kind,
	namespace: string | undefined,
	name: string,
	body: unknown,
	options: WriteOptions,
): {object: KubeObject; created: boolean} {
	const config = readConfig(kind, namespace, name, body, options);
	const live = core.store.get(kind.resource, kind.namespaced ? namespace : undefined, name);
	const identity = {
		manager: options.fieldManager!,
		operation: 'Apply' as const,
		apiVersion: apiVersionOf(kind),
		...(options.subresource && {subresource: options.subresource}),
	};
	const fields = owned(fieldsSetBy(shapeOfKind(kind), config), options);
	if (!live) {
		const own: Manager = {...identity, fieldsType: 'FieldsV1', time: timestamp(core.clock), fields};
		const managedFields = () => writeManagers([own]);
		return {object: createObject(core, kind, namespace, config, options, {managedFields}), created: true};
	}

	const merged = mergeInto(kind, live, config, identity, fields, options);
	const draft = withLastApplied(live, merged.object, body as Draft, options);
	const managedFields = (object: KubeObject) => finish(core, live, object, merged.managers, identity, fields);
	return {object: updateObject(core, kind, live, draft, options, {managedFields}), created: false};
}

function readConfig(
	kind: Kind,
	namespace: string | undefined,
	name: string,
	body: unknown,
	options: WriteOptions,
): Draft {
	if (!options.fieldManager) {
		throw new StatusError(
			422,
			'Invalid',
			'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
			{
				group: 'meta.k8s.io',
				kind: 'PatchOptions',
				causes: [
					{
						reason: 'FieldValueRequired',
						message: 'Required value: is required for apply patch',
						field: 'fieldManager',
					},
				],
			},
		);
	}

	if (!isObject(body)) {
		throw badRequest('error decoding YAML: the body of an apply is one object');
	}

	if ((body as Draft).metadata?.['managedFields'] !== undefined) {
		throw badRequest('metadata.managedFields must be nil');
	}

	const refusal = (why: string) => notTyped(kind, namespace, name, why);
	const config = decode(kind, body, {...options, fieldValidation: 'Strict'}, refusal);
	if (config.metadata?.name && config.metadata.name !== name) {
		throw badRequest(
			`the name of the object (${config.metadata.name}) does not match the name on the URL (${name})`,
		);
	}

	return {...config, metadata: {...config.metadata, name}};
}

/** Fields that the schema does not know are refused by apply however strict the validation is. */
function notTyped(kind: Kind, namespace: string | undefined, name: string, why: string): StatusError {
	const where = namespace ? `${namespace}/${name}` : `/${name}`;
	const undeclared = [...why.matchAll(/unknown field "([^"]+)"/g)].map(
		([, path]) => `.${path}: field not declared in schema`,
	);
	return new StatusError(
		500,
		'',
		`failed to create typed patch object (${where}; ${apiVersionOf(kind)}, Kind=${kind.kind}): ${undeclared.length > 1 ? 'errors:\n  ' : ''}${undeclared.join('\n  ') || why}`,
	);
}

function mergeInto(
	kind: Kind,
	live: KubeObject,
	config: Draft,
	identity: Pick<Manager, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
	fields: FieldSet,
	options: WriteOptions,
): {object: Draft; managers: Manager[]} {
	const shape = shapeOfKind(kind);
	const managers = readManagers(live);
	const last = managers.find((each) => isSame(each, identity));
	const others = managers.filter((each) => each !== last);
	let object = mergeConfig(shape, live, config) as Draft;
	if (last) {
		const kept = others.reduce((set, each) => set.union(each.fields), fields);
		object = prune(shape, object, last.fields, kept) as Draft;
	}

	const {added, modified, removed} = compare(shape, live, object);
	const changed = owned(added.union(modified), options);
	const conflicts = others
		.map((manager): Conflict => ({manager, fields: manager.fields.intersection(changed)}))
		.filter((conflict) => !conflict.fields.isEmpty);
	if (conflicts.length > 0 && !options.force && !allowedByLastApplied(shape, live, conflicts, options)) {
		throw applyConflict(conflicts);
	}

	for (const manager of others) {
		manager.fields = manager.fields.difference(changed).difference(removed);
	}

	const {resourceVersion} = {...config.metadata} as {resourceVersion?: string};
	return {object: {...object, metadata: {...object.metadata, resourceVersion}}, managers: others};
}

/** The entries after the apply; its own keeps its time when nothing changed, so that applying again is no write. */
function finish(
	core: Core,
	live: KubeObject,
	object: KubeObject,
	others: readonly Manager[],
	identity: Pick<Manager, 'manager' | 'operation' | 'apiVersion' | 'subresource'>,
	fields: FieldSet,
): ManagedFieldsEntry[] | undefined {
	const last = readManagers(live).find((each) => isSame(each, identity));
	const time = sameJson(withoutManagers(object), withoutManagers(live)) ? last?.time : timestamp(core.clock);
	return writeManagers([...others, {...identity, fieldsType: 'FieldsV1', time, fields}]);
}

function withoutManagers(object: KubeObject): KubeObject {
	return {...object, metadata: {...object.metadata, managedFields: undefined}};
}
