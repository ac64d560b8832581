import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, Namespace, ObjectMeta} from '../kinds/objects.ts';
import {sameJson} from '../kinds/same-json.ts';
import {admitResize} from './admit-resize.ts';
import type {Core} from './core.ts';
import {decode} from './decode.ts';
import {finishDeletion} from './delete.ts';
import {managedByUpdate} from './managed-fields.ts';
import {metadataCauses} from './metadata-causes.ts';
import {applyScale} from './scale.ts';
import {badRequest, conflict, invalid, type StatusError} from './status-error.ts';
import type {Draft, WriteOptions} from './types.ts';

/** What update does beside what its options say: server-side apply brings its own managedFields. */
export interface UpdateExtras {
	managedFields?: (object: KubeObject) => ObjectMeta['managedFields'];
	/** What becomes of the server's words for an object that cannot be read: a patch wraps them. */
	refusal?: (why: string) => StatusError;
}

/** Replaces `old` by what `draft` says, as the verb update does; see Registry. */
export function updateObject(
	core: Core,
	kind: Kind,
	old: KubeObject,
	draft: Draft,
	options: WriteOptions,
	extras: UpdateExtras = {},
): KubeObject {
	const sent =
		options.subresource === 'scale' ? applyScale(old, draft) : decode(kind, draft, options, extras.refusal);
	checkPreconditions(kind, old, sent);
	const object = withKept(kind, old, sent, options);

	kind.applyDefaults(object as unknown as Draft);
	if (options.subresource !== 'status' && 'status' in old) {
		Object.assign(object, {status: old['status']});
	}

	object.metadata.managedFields =
		extras.managedFields?.(object) ?? managedByUpdate(core, kind, old, object, options);
	admitResize(core, kind, object, old);
	kind.prepareForUpdate?.(object, old);
	if (options.subresource === 'finalize') {
		(object as Namespace).spec.finalizers = (sent['spec'] as Namespace['spec'] | undefined)?.finalizers ?? [];
	}

	const causes = [...metadataCauses(kind, object, old), ...kind.validate(object, old)];
	if (causes.length > 0) {
		throw invalid(kind, object.metadata.name, causes);
	}

	if (sameJson(object, old)) {
		return old;
	}

	if (options.dryRun) {
		return object;
	}

	return finishDeletion(core, kind, object) ?? core.store.put(kind.resource, object);
}

function checkPreconditions(kind: Kind, {metadata: old}: KubeObject, sent: Draft): void {
	const metadata = sent.metadata as ObjectMeta | undefined;
	if (metadata?.name && metadata.name !== old.name) {
		throw badRequest(
			`the name of the object (${metadata.name}) does not match the name on the URL (${old.name})`,
		);
	}

	if (metadata?.namespace && metadata.namespace !== old.namespace) {
		throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
	}

	if (metadata?.uid && metadata.uid !== old.uid) {
		throw conflict(
			kind,
			old.name,
			`Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${old.uid}`,
		);
	}

	if (metadata?.resourceVersion && metadata.resourceVersion !== old.resourceVersion) {
		throw conflict(kind, old.name);
	}
}

/** The object as sent, with what a client cannot change as it was, and for a subresource nothing but that. */
function withKept(kind: Kind, old: KubeObject, sent: Draft, {subresource}: WriteOptions): KubeObject {
	const {metadata: was} = old;
	const metadata = {
		...(subresource === 'status' || subresource === 'finalize'
			? was
			: (sent.metadata as unknown as ObjectMeta)),
		name: was.name,
		...(was.namespace && {namespace: was.namespace}),
		uid: was.uid,
		resourceVersion: was.resourceVersion,
		creationTimestamp: was.creationTimestamp,
		...(was.generateName && {generateName: was.generateName}),
		generation: was.generation,
		deletionTimestamp: was.deletionTimestamp,
		deletionGracePeriodSeconds: was.deletionGracePeriodSeconds,
	};
	const sentFields = (sent.metadata as ObjectMeta | undefined)?.managedFields;
	// An absent list means "as it was", an empty one "forget it".
	metadata.managedFields = sentFields ?? was.managedFields;
	const body = subresource === 'status' ? {...structuredClone(old), status: sent['status']} : sent;
	return {
		...(subresource === 'finalize' ? structuredClone(old) : body),
		apiVersion: old.apiVersion,
		kind: kind.kind,
		metadata,
	};
}
