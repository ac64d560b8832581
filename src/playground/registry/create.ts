import {randomUUID} from 'node:crypto';
import {timestamp} from '../../lib/clock.ts';
import {apiVersionOf} from '../kinds/index.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, Namespace, ObjectMeta} from '../kinds/objects.ts';
import type {Core} from './core.ts';
import {decode} from './decode.ts';
import {managedByUpdate} from './managed-fields.ts';
import {metadataCauses} from './metadata-causes.ts';
import {generatedName} from './names.ts';
import {alreadyExists, badRequest, forbidden, invalid, notFound, StatusError} from './status-error.ts';
import type {Draft, WriteOptions} from './types.ts';

/** What create does beside what its options say: server-side apply brings its own managedFields. */
export interface CreateExtras {
	managedFields?: (object: KubeObject) => ObjectMeta['managedFields'];
}

/** The verb create; see Registry. */
export function createObject(
	core: Core,
	kind: Kind,
	namespace: string | undefined,
	draft: Draft,
	options: WriteOptions,
	extras: CreateExtras = {},
): KubeObject {
	const sent = decode(kind, draft, options);
	const metadata = newMetadata(core, kind, namespace, sent);
	const object = {
		...sent,
		apiVersion: apiVersionOf(kind),
		kind: kind.kind,
		metadata,
	};
	checkNamespace(core, kind, object);

	kind.applyDefaults(object as unknown as Draft);
	metadata.managedFields =
		extras.managedFields?.(object) ?? managedByUpdate(core, kind, undefined, object, options);
	kind.prepareForCreate?.(object, core.context);

	const causes = [...metadataCauses(kind, object), ...kind.validate(object, undefined)];
	if (causes.length > 0) {
		throw invalid(kind, object.metadata.name, causes);
	}

	if (core.store.get(kind.resource, metadata.namespace, metadata.name)) {
		throw alreadyExists(kind, metadata.name);
	}

	return options.dryRun ? object : core.store.put(kind.resource, object);
}

/** What a client cannot give an object on create. */
const serverSide = [
	'deletionTimestamp',
	'deletionGracePeriodSeconds',
	'generation',
	'managedFields',
	'namespace',
];

function newMetadata(core: Core, kind: Kind, namespace: string | undefined, sent: Draft): ObjectMeta {
	const metadata = {...sent.metadata} as unknown as ObjectMeta;
	if (metadata.resourceVersion) {
		throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
	}

	if (kind.namespaced && metadata.namespace && namespace !== undefined && metadata.namespace !== namespace) {
		throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
	}

	const where = namespace ?? metadata.namespace;
	for (const field of serverSide) {
		Reflect.deleteProperty(metadata, field);
	}

	return {
		...metadata,
		name: metadata.name || (metadata.generateName ? generatedName(metadata.generateName) : ''),
		...(kind.namespaced && where && {namespace: where}),
		uid: randomUUID(),
		resourceVersion: '',
		creationTimestamp: timestamp(core.clock),
	};
}

/** Kubernetes: the NamespaceLifecycle admission plugin. */
function checkNamespace(core: Core, kind: Kind, {metadata}: KubeObject): void {
	if (!kind.namespaced) {
		return;
	}

	const {namespace = ''} = metadata;
	if (namespace === '') {
		throw badRequest('an empty namespace may not be set during creation');
	}

	const found = core.store.get('namespaces', undefined, namespace) as Namespace | undefined;
	if (!found) {
		throw notFound({group: '', kind: 'Namespace', plural: 'namespaces'}, namespace);
	}

	if (found.status.phase === 'Terminating') {
		throw forbidden(
			kind,
			metadata.name,
			`unable to create new content in namespace ${namespace} because it is being terminated`,
			[
				{
					reason: 'NamespaceTerminating',
					message: `namespace ${namespace} is being terminated`,
					field: 'metadata.namespace',
				},
			],
		);
	}
}
